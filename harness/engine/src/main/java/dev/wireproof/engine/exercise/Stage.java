package dev.wireproof.engine.exercise;

import dev.wireproof.engine.catalogue.Selection;
import java.util.List;

/// One step of an exercise.
///
/// @param number from 1
/// @param text what to build, for the student
/// @param asked the specs that judge it, in the order in which they are best mended
/// @param hints from a nudge to nearly the solution
public record Stage(
    int number, String title, String text, List<ScoredSpec> asked, List<String> hints) {

  public Stage {
    asked = List.copyOf(asked);
    hints = List.copyOf(hints);
  }

  /// Its specs and rows, and no others.
  public Selection selection() {
    return Selection.ofIds(
        asked.stream().flatMap(each -> each.fullIds().stream()).toArray(String[]::new));
  }

  public int points() {
    return asked.stream().mapToInt(ScoredSpec::points).sum();
  }
}
