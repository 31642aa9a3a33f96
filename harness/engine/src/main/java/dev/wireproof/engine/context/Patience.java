package dev.wireproof.engine.context;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// How long to wait, learnt from the target itself: every wait is a multiple of the slowest
/// exchange of late, between a floor and a ceiling. Waiting ends with its event, so being generous
/// costs time only where nothing comes. Safe for use by several threads.
public final class Patience {

  private static final Duration FLOOR = Duration.ofSeconds(1);
  private static final Duration CEILING = Duration.ofSeconds(15);
  private static final int ANSWER_MULTIPLE = 25;
  private static final Duration QUIET_FLOOR = Duration.ofMillis(120);
  private static final Duration QUIET_CEILING = Duration.ofSeconds(2);
  private static final int QUIET_MULTIPLE = 4;

  /// In nanoseconds; rises at once and sinks slowly, so that one slow exchange is remembered.
  private final AtomicLong high = new AtomicLong();

  /// Takes note of how long the target needed for something that it answered.
  public void learn(Duration took) {
    long nanos = took.toNanos();
    high.updateAndGet(before -> Math.max(nanos, before - before / 64));
  }

  /// The slowest exchange of late.
  public Duration high() {
    return Duration.ofNanos(high.get());
  }

  /// For something that a conforming target sends.
  public Duration forAnswer() {
    return clamp(ANSWER_MULTIPLE, FLOOR, CEILING);
  }

  /// For nothing: how long silence must last before it counts as silence.
  public Duration forQuiet() {
    return clamp(QUIET_MULTIPLE, QUIET_FLOOR, QUIET_CEILING);
  }

  /// For all of one spec; past it the harness closes its connections.
  public Duration forSpec() {
    return CEILING.multipliedBy(4);
  }

  private Duration clamp(int multiple, Duration floor, Duration ceiling) {
    Duration wait = high().multipliedBy(multiple);
    return wait.compareTo(floor) < 0 ? floor : wait.compareTo(ceiling) > 0 ? ceiling : wait;
  }
}
