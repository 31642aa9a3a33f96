package dev.wireproof.engine.protocol;

import java.util.List;

/// What the first look at a target found.
///
/// @param observations for people, a line each
/// @param atOnce how many specs it bears at once
public record FirstLook(List<String> observations, int atOnce) {

  public FirstLook {
    observations = List.copyOf(observations);
  }

  /// Nothing was looked for, so specs run one after the other.
  public static final FirstLook NONE = new FirstLook(List.of(), 1);
}
