package dev.wireproof.clients.pattern;

import dev.wireproof.engine.verdict.Expectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Finds a server that looks for something every so often, where it should be woken.
///
/// An event that happens shortly before the server's next look is found as quickly as one that
/// wakes it. So each round lets the event happen at another time after the request, in steps that
/// differ from the periods that servers sleep for: a server that sleeps 100 or 150 ms between looks
/// is met shortly before a look in some rounds, and long before it in most. The majority of the
/// rounds decides, so that a single pause of a busy machine does not.
public final class PhaseSampling {

  private static final int ROUNDS = 7;
  private static final int MAJORITY = ROUNDS / 2 + 1;

  private static final Duration FIRST_PHASE = Duration.ofMillis(30);
  private static final Duration NEXT_PHASE = Duration.ofMillis(29);

  private final List<Long> late = new ArrayList<>();
  private int inTime;

  /// Whether a majority of the rounds was in time, or late.
  public boolean isDecided() {
    return inTime == MAJORITY || late.size() == MAJORITY;
  }

  /// How long after the request the event of the next round is to happen.
  public Duration nextPhase() {
    return FIRST_PHASE.plus(NEXT_PHASE.multipliedBy(inTime + late.size()));
  }

  /// Adds a round.
  ///
  /// @param took from the event to the response
  /// @param most that it may take without having waited for a look
  public void add(Duration took, Duration most) {
    if (took.compareTo(most) > 0) {
      late.add(took.toMillis());
    } else {
      inTime++;
    }
  }

  /// The majority of the rounds was in time.
  public static Expectation<PhaseSampling> mostlyInTime(String expected) {
    return Expectation.of(expected, rounds -> rounds.inTime >= MAJORITY);
  }

  @Override
  public String toString() {
    return "in %d of %d rounds it came so many ms after the event: %s; as from a server that sleeps and looks again"
        .formatted(late.size(), late.size() + inTime, late);
  }
}
