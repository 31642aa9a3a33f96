package dev.wireproof.engine.targets;

import dev.wireproof.engine.protocol.GivenOptions;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.sut.Environment;
import java.util.List;
import java.util.Optional;

/// What the user adds to the address of a target.
///
/// @param claims `topic` or `topic=argument`
/// @param connection how to speak with it
/// @param allow the most that specs may do; by default it depends on the kind of target
/// @param environment what the run has to itself
public record TargetOptions(
    List<String> claims, GivenOptions connection, Optional<Safety> allow, Environment environment) {

  public TargetOptions {
    claims = List.copyOf(claims);
  }

  /// Nothing that the user said, on this host, with a fresh seed.
  public static TargetOptions none() {
    return claiming(List.of());
  }

  /// Nothing but these claims.
  public static TargetOptions claiming(List<String> claims) {
    return new TargetOptions(claims, GivenOptions.NONE, Optional.empty(), Environment.ofThisHost());
  }
}
