package dev.wireproof.engine.run;

import java.time.Duration;

/// What a first look at a target found out about its time.
///
/// @param exchange how long it needs for one
/// @param atOnce how many specs it bears at once
public record Pace(Duration exchange, int atOnce) {

  static final Pace UNKNOWN = new Pace(Duration.ZERO, 1);
}
