package dev.wireproof.engine.result;

import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Recording;
import java.util.List;
import java.util.Optional;

/// What one spec, or one row of its table, came to. Everything that a report says of it is in here,
/// so reports can be made anew from the results on disk.
///
/// @param of the spec that was run
/// @param outcome a verdict about the target, or a fault of the harness
/// @param millis how long it took
/// @param deviation why the target is known to break the rule, when it is
/// @param reproduction a shell command that shows the exchange with common tools; empty where none
///   can
/// @param recording what happened, with the event that decided a violation
public record Result(
    About of,
    Outcome outcome,
    long millis,
    Optional<String> deviation,
    String reproduction,
    Recording recording) {

  /// A verdict says something about the target; trouble says something about the harness.
  public sealed interface Outcome {
    record Judged(Verdict verdict) implements Outcome {}

    record HarnessFault(String stackTrace) implements Outcome {}
  }

  /// What happened, in order.
  public List<Event> transcript() {
    return recording.events();
  }

  /// How many events were not kept.
  public long dropped() {
    return recording.dropped();
  }

  public String fullId() {
    return of.fullId();
  }

  /// The verdict, unless the harness failed.
  public Optional<Verdict> verdict() {
    return outcome instanceof Outcome.Judged(Verdict verdict)
        ? Optional.of(verdict)
        : Optional.empty();
  }

  public boolean is(Verdict.Kind kind) {
    return verdict().filter(verdict -> verdict.kind() == kind).isPresent();
  }
}
