package dev.wireproof.verification.matrix;

import dev.wireproof.engine.result.Result;
import java.util.Set;
import java.util.stream.Collectors;

/// A server with one fault, as the matrix sees it.
///
/// @param kills ids of the specs that must change their verdict; `id/row` names one row of a table,
///   and then no other row of it may find a violation
public record Mutant(String id, Set<String> kills) {

  public Mutant {
    kills = Set.copyOf(kills);
  }

  /// The ids of the specs that it turns, without their rows.
  Set<String> killedSpecs() {
    return kills.stream().map(kill -> kill.split("/", 2)[0]).collect(Collectors.toSet());
  }

  /// Whether a violation that this result finds is this mutant's purpose.
  boolean isDeclaredToTurn(Result result) {
    return kills.contains(result.of().id()) || kills.contains(result.fullId());
  }
}
