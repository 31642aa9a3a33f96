package dev.wireproof.engine.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A run as a whole.
///
/// @param target as the user named it
/// @param started when it began
/// @param took from the first probe to the last verdict
/// @param gate whether it holds and why not
/// @param observations one line each that the probe found out: round trip, connections at once
/// @param unusable why the target could not be judged, when it could not (exit code 3)
/// @param grade what it is worth, when an exercise was checked
/// @param seed of its random values
public record RunInfo(
    String target,
    Instant started,
    Duration took,
    Gate gate,
    List<String> observations,
    Optional<String> unusable,
    Optional<Grade> grade,
    OptionalLong seed) {

  /// A run that is not graded, and has no random values.
  public RunInfo(
      String target,
      Instant started,
      Duration took,
      Gate gate,
      List<String> observations,
      Optional<String> unusable) {
    this(
        target,
        started,
        took,
        gate,
        observations,
        unusable,
        Optional.empty(),
        OptionalLong.empty());
  }

  /// The same run, graded.
  public RunInfo graded(Grade as) {
    return new RunInfo(target, started, took, gate, observations, unusable, Optional.of(as), seed);
  }

  /// The same run, with the seed of its random values.
  public RunInfo seeded(long by) {
    return new RunInfo(
        target, started, took, gate, observations, unusable, grade, OptionalLong.of(by));
  }
}
