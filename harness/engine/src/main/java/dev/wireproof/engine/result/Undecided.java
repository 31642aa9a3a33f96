package dev.wireproof.engine.result;

import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.Verdict.Kind;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// That too much of a topic could not be decided because of the target: what holds of the rest says
/// little of the whole. The measure is [#AT_LEAST] binding results and more than one in [#ONE_IN]
/// of them.
///
/// @param topic its name
/// @param undecided how many of its binding results say nothing
/// @param binding how many it has: each MUST, or row of its table, that applies
public record Undecided(String topic, int undecided, int binding) {

  static final int AT_LEAST = 3;
  static final int ONE_IN = 5;

  /// The topics of which that is so.
  public static List<Undecided> of(List<Result> results) {
    Set<String> broken =
        results.stream()
            .filter(result -> result.is(Kind.VIOLATES))
            .map(result -> result.of().id())
            .collect(Collectors.toSet());
    return results.stream()
        .filter(result -> result.of().level() == Level.MUST && !result.is(Kind.NOT_APPLICABLE))
        .collect(
            Collectors.groupingBy(
                result -> result.of().topic().name(), TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), broken))
        .filter(Undecided::isTooMuch)
        .toList();
  }

  private static Undecided of(String topic, List<Result> binding, Set<String> broken) {
    long undecided = binding.stream().filter(result -> saysNothing(result, broken)).count();
    return new Undecided(topic, Math.toIntExact(undecided), binding.size());
  }

  /// What is not judged because of a rule that is found broken counts with that rule.
  private static boolean saysNothing(Result result, Set<String> broken) {
    return result.deviation().isEmpty()
        && result
            .verdict()
            .filter(verdict ->
                verdict instanceof Verdict.Inconclusive undecided
                    && !undecided.isOfHarness()
                    && undecided.because().filter(broken::contains).isEmpty())
            .isPresent();
  }

  private boolean isTooMuch() {
    return undecided >= AT_LEAST && undecided * ONE_IN > binding;
  }

  /// Such as: 33 of 120 binding results of http1 undecided.
  public String line() {
    return undecided + " of " + binding + " binding results of " + topic + " undecided";
  }
}
