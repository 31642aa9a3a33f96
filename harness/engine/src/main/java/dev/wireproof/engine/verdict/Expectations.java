package dev.wireproof.engine.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Expectations of plain values: counts, texts, lists, durations. Where their own words are too
/// general, a spec gives better ones with [Expectation#as].
public final class Expectations {

  private Expectations() {}

  public static <T> Expectation<T> equalTo(T wanted) {
    return Expectation.of(
        "“" + wanted + "”",
        value -> Objects.equals(value, wanted),
        value -> Differences.shown(wanted, value));
  }

  public static <T> Expectation<T> differentFrom(T other) {
    return Expectation.of("another than “" + other + "”", value -> !Objects.equals(value, other));
  }

  public static Expectation<Boolean> isTrue(String expected, String otherwise) {
    return Expectation.of(expected, Boolean::booleanValue, _ -> otherwise);
  }

  public static Expectation<Number> exactly(long n) {
    return Expectation.of("exactly " + n, value -> value.longValue() == n);
  }

  public static Expectation<Number> atMost(long most) {
    return Expectation.of("at most " + most, value -> value.longValue() <= most);
  }

  public static Expectation<Number> atLeast(long least) {
    return Expectation.of("at least " + least, value -> value.longValue() >= least);
  }

  public static Expectation<Number> between(long least, long most) {
    return Expectation.of(
        "between " + least + " and " + most,
        value -> value.longValue() >= least && value.longValue() <= most);
  }

  public static Expectation<Duration> within(Duration most) {
    return Expectation.of(
        "within " + most.toMillis() + " ms",
        value -> value.compareTo(most) <= 0,
        value -> value.toMillis() + " ms");
  }

  public static Expectation<Duration> notBefore(Duration least) {
    return Expectation.of(
        "not before " + least.toMillis() + " ms",
        value -> value.compareTo(least) >= 0,
        value -> value.toMillis() + " ms");
  }

  public static Expectation<String> notEmpty() {
    return Expectation.of("a text that is not empty", value -> !value.isEmpty());
  }

  public static Expectation<String> containing(String part) {
    return Expectation.of("“" + part + "” in it", value -> value.contains(part));
  }

  public static Expectation<String> without(String part) {
    return Expectation.of("no “" + part + "” in it", value -> !value.contains(part));
  }

  public static Expectation<String> startingWith(String prefix) {
    return Expectation.of("“" + prefix + "…”", value -> value.startsWith(prefix));
  }

  /// A text that the whole of the regular expression describes.
  ///
  /// @param what it describes, in words
  public static Expectation<String> matching(String what, String regularExpression) {
    return Expectation.of(what, Pattern.compile(regularExpression).asMatchPredicate());
  }

  /// These and no others, in this order.
  public static <T> Expectation<List<T>> inOrder(List<T> wanted) {
    return Expectation.of(
        wanted.isEmpty() ? "none" : list(wanted) + ", in this order",
        value -> value.equals(wanted),
        value -> Differences.of(wanted, value, true));
  }

  /// These in this order; others may stand between.
  public static <T> Expectation<List<T>> inOrderAmongOthers(List<T> wanted) {
    return Expectation.of(
        list(wanted) + ", in this order",
        value -> {
          var left = new ArrayList<>(wanted);
          value.forEach(each -> {
            if (!left.isEmpty() && Objects.equals(left.getFirst(), each)) {
              left.removeFirst();
            }
          });
          return left.isEmpty();
        },
        value -> Differences.amongOthers(wanted, value));
  }

  /// These, each as often as it stands here, in whatever order.
  public static <T> Expectation<List<T>> inAnyOrder(Collection<T> wanted) {
    return Expectation.of(
        list(wanted) + ", in any order",
        value -> {
          var left = new ArrayList<>(wanted);
          return value.size() == left.size() && value.stream().allMatch(left::remove);
        },
        value -> Differences.of(wanted, value, false));
  }

  public static <T> Expectation<Collection<T>> contains(T wanted) {
    return Expectation.of(
        "“" + wanted + "” among them", value -> value.contains(wanted), Differences::names);
  }

  public static <T> Expectation<Collection<T>> containsNot(T unwanted) {
    return Expectation.of(
        "no “" + unwanted + "” among them", value -> !value.contains(unwanted), Expectations::list);
  }

  public static Expectation<Collection<?>> isEmpty() {
    return Expectation.of("none", Collection::isEmpty, Expectations::list);
  }

  /// The number of its elements is as expected: `size(atMost(3))`.
  public static Expectation<Collection<?>> size(Expectation<? super Integer> count) {
    return new Expectation<>(count.expected(), value -> count.check().apply(value.size()));
  }

  public static Expectation<Collection<?>> noDuplicates() {
    return Expectation.of(
        "each of them once",
        value -> new HashSet<Object>(value).size() == value.size(),
        value -> {
          Set<Object> once = new HashSet<>();
          return value.stream()
              .filter(each -> !once.add(each))
              .distinct()
              .map(each -> "“" + each + "”")
              .collect(Collectors.joining(", ", "more than once: ", ""));
        });
  }

  /// Each element is as expected; the first that is not is shown.
  public static <T> Expectation<Collection<T>> each(Expectation<? super T> element) {
    return new Expectation<>(
        "each " + element.expected(),
        value ->
            value.stream()
                .map(element.check())
                .filter(verdict -> !(verdict instanceof Verdict.Conforms))
                .findFirst()
                .orElseGet(Verdict.Conforms::new));
  }

  private static String list(Collection<?> values) {
    return values.isEmpty()
        ? "none"
        : values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
