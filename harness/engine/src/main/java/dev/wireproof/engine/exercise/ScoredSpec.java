package dev.wireproof.engine.exercise;

import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.spec.Level;
import java.util.List;

/// A spec that a stage asks for.
///
/// @param fullIds the results that decide it: the spec's own id, or the rows that were selected
/// @param points what holding it is worth; all of its rows must hold
public record ScoredSpec(SpecInfo spec, List<String> fullIds, int points) {

  public ScoredSpec {
    fullIds = List.copyOf(fullIds);
  }

  /// Whether the stage is not passed without it: a MUST of a protocol or of the contract.
  public boolean gates() {
    return spec.about().level() == Level.MUST;
  }
}
