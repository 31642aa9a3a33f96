package dev.wireproof.reports;

import dev.wireproof.engine.explain.Explanation;
import java.util.Optional;

/// Knows why rules matter.
@FunctionalInterface
public interface Explainer {

  /// Explains nothing.
  Explainer NONE = _ -> Optional.empty();

  /// The explanation of a spec, in Markdown.
  Optional<Explanation> of(String specId);
}
