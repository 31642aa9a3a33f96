package dev.wireproof.engine.run;

import dev.wireproof.engine.context.Situation;
import java.time.Duration;
import java.util.Map;

/// What a first look at a target, and a run, found out about its time.
///
/// @param exchange how long it needs for one
/// @param shown how long it needed in each situation
/// @param atOnce how many specs it bears at once
public record Pace(Duration exchange, Map<Situation, Duration> shown, int atOnce) {

  static final Pace UNKNOWN = new Pace(Duration.ZERO, Map.of(), 1);
}
