package dev.wireproof.harness.exercise;

import dev.wireproof.harness.catalogue.SpecInfo;
import dev.wireproof.harness.spec.Level;
import java.util.List;

/// A spec that a stage asks for.
///
/// @param fullIds the results that decide it: the spec's own id, or the rows that were selected
/// @param points what holding it is worth; all of its rows must hold
public record Asked(SpecInfo spec, List<String> fullIds, int points) {

  public Asked {
    fullIds = List.copyOf(fullIds);
  }

  /// Whether the stage is not passed without it: a MUST of a protocol or of the contract.
  public boolean gates() {
    return spec.about().level() == Level.MUST;
  }
}
