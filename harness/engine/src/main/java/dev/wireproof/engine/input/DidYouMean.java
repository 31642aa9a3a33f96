package dev.wireproof.engine.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds what a mistyped name was meant to be.
public final class DidYouMean {

  private DidYouMean() {}

  /// `; did you mean “…”?` when one of the known names is close, else nothing.
  public static String hint(String typed, Collection<String> known) {
    return to(typed, known).map(name -> "; did you mean “" + name + "”?").orElse("");
  }

  /// `a, b or c`.
  public static String oneOf(List<String> names) {
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
  }

  /// The known name with the fewest edits, when those are at most a third of its letters.
  public static Optional<String> to(String typed, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt((String name) -> edits(typed, name)).thenComparing(n -> n))
        .filter(name -> edits(typed, name) <= Math.max(2, name.length() / 3));
  }

  /// Levenshtein's distance: insertions, deletions and replacements.
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
