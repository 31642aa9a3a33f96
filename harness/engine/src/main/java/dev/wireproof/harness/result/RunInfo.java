package dev.wireproof.harness.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A run as a whole.
///
/// @param target as the user named it
/// @param started when it began
/// @param took from the first probe to the last verdict
/// @param gate whether it holds and why not
/// @param observations one line each that the probe found out: round trip, connections at once
/// @param unusable why the target could not be judged, when it could not (exit code 3)
public record RunInfo(
    String target,
    Instant started,
    Duration took,
    Gate gate,
    List<String> observations,
    Optional<String> unusable) {}
