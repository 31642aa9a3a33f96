package dev.wireproof.engine.targets;

import dev.wireproof.engine.spec.Safety;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the user adds to the address of a target.
///
/// @param path what the target `/` stands for
/// @param host value of the Host field
/// @param headers `Name: value` lines that go with each request
/// @param claims `slug` or `slug=argument`
/// @param insecure any certificate will do
/// @param ca a PEM file whose certificates are trusted
/// @param upstreamPort where our upstream listens, for a server that runs already and was told so
/// @param allow the most that specs may do; by default it depends on the kind of target
public record TargetOptions(
    Optional<String> path,
    Optional<String> host,
    List<String> headers,
    List<String> claims,
    boolean insecure,
    Optional<Path> ca,
    Optional<Integer> upstreamPort,
    Optional<Safety> allow) {

  public static final TargetOptions NONE =
      new TargetOptions(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /// Nothing but these claims.
  public static TargetOptions claiming(List<String> claims) {
    return new TargetOptions(
        NONE.path,
        NONE.host,
        NONE.headers,
        claims,
        NONE.insecure,
        NONE.ca,
        NONE.upstreamPort,
        NONE.allow);
  }
}
