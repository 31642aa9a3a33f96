package dev.wireproof.engine.verdict;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How what came differs from what was due, in words that name the thing.
public final class Differences {

  /// Follows what was due and is not there.
  public static final String MISSING = "did not come";

  /// Follows what came more often than it was due.
  public static final String TWICE = "came more than once";

  /// Precedes what came, where only the order is another.
  public static final String ORDER = "all of them, in another order: ";

  private static final int MOST_NAMED = 8;
  private static final int AROUND = 12;

  private Differences() {}

  /// What came, and which of what was due did not, came twice or was not due.
  ///
  /// @param ordered whether the order matters
  public static String of(Collection<?> due, Collection<?> came, boolean ordered) {
    List<Object> missing = without(due, came);
    List<Object> more = without(came, due);
    if (missing.isEmpty() && more.isEmpty()) {
      return ordered ? ORDER + names(came) : names(came);
    }
    List<Object> twice = more.stream().filter(due::contains).distinct().toList();
    List<Object> others = more.stream().filter(each -> !due.contains(each)).toList();
    var told = new ArrayList<String>();
    told.add(came.isEmpty() ? "nothing" : names(came));
    add(told, missing, MISSING);
    add(told, twice, TWICE);
    add(told, others, others.size() == 1 ? "was not due" : "were not due");
    return came.isEmpty()
        ? "none of " + due.size() + ": " + told.getLast()
        : String.join("; ", told);
  }

  /// As [#of], where other things may stand between.
  public static String amongOthers(Collection<?> due, Collection<?> came) {
    List<Object> missing = without(due, came);
    if (missing.isEmpty()) {
      return ORDER + names(came);
    }
    String what = names(missing) + " " + MISSING;
    return came.isEmpty() ? "nothing: " + what : names(came) + "; " + what;
  }

  /// A value in the place of another one, and where it differs if that is hard to see.
  public static String shown(@Nullable Object due, @Nullable Object came) {
    return due instanceof String wanted && came instanceof String found
        ? "“" + found + "”" + ofTexts(wanted, found).map(each -> ", which " + each).orElse("")
        : String.valueOf(came);
  }

  /// As [#shown(Object, Object)], of two texts that are shown in a way of the spec's own.
  public static String shown(String due, String came, UnaryOperator<String> as) {
    return as.apply(came) + ofTexts(due, came).map(each -> ", which " + each).orElse("");
  }

  private static void add(List<String> told, List<Object> which, String what) {
    if (!which.isEmpty()) {
      told.add(names(which) + " " + what);
    }
  }

  private static List<Object> without(Collection<?> all, Collection<?> these) {
    var left = new ArrayList<Object>(all);
    these.forEach(left::remove);
    return left;
  }

  /// A few of them by name, and how many more there are.
  public static String names(Collection<?> values) {
    if (values.isEmpty()) {
      return "none";
    }
    String named =
        values.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    int more = values.size() - MOST_NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  /// Where two texts begin to differ, with code points where a reader would see no difference;
  /// nothing where they are the same.
  public static Optional<String> ofTexts(String due, String came) {
    if (due.equals(came)) {
      return Optional.empty();
    }
    int[] wanted = due.codePoints().toArray();
    int[] found = came.codePoints().toArray();
    int at = 0;
    while (at < wanted.length && at < found.length && wanted[at] == found[at]) {
      at++;
    }
    if (!looksAlike(due, came) && due.length() + came.length() < 4 * AROUND) {
      return Optional.empty();
    }
    String where = "differs at character " + (at + 1) + ": ";
    if (at == found.length) {
      return Optional.of(where + "it ends there, " + points(wanted, at) + " is missing");
    }
    if (at == wanted.length) {
      return Optional.of(where + points(found, at) + " is too much");
    }
    return Optional.of(where + points(found, at) + " instead of " + points(wanted, at));
  }

  private static boolean looksAlike(String one, String other) {
    return shape(one).equals(shape(other));
  }

  private static String shape(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\p{Z}\\p{C}]+", "");
  }

  private static String points(int[] text, int from) {
    var told = new ArrayList<String>();
    for (int i = from; i < Math.min(text.length, from + 3); i++) {
      String shown = isVisible(text[i]) ? " “" + Character.toString(text[i]) + "”" : "";
      told.add("U+%04X%s".formatted(text[i], shown));
    }
    return String.join(" ", told) + (text.length > from + 3 ? " …" : "");
  }

  /// Whether a reader sees which it is.
  private static boolean isVisible(int point) {
    return Character.isLetterOrDigit(point)
        || (point > ' ' && point < 0x7f)
        || Character.getType(point) == Character.OTHER_SYMBOL;
  }
}
