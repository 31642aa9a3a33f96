package dev.wireproof.engine.result;

import dev.wireproof.engine.verdict.Verdict.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What the results come to: the counts by name, and whether they let a build pass.
///
/// @param counts all six verdicts, those that did not occur with zero
/// @param faults how often the harness itself failed
/// @param passed how many conform or were observed, and do not stop the build
/// @param failed how many stop the build
/// @param skipped all others: tolerated, not applicable, inconclusive, known deviations
/// @param reasons one line for each kind of thing that does; empty when the gate holds
/// @param undecided the topics of which too much could not be decided, a line each; each is a
///   reason
/// @param strict whether tolerated and inconclusive results stop it too
public record Gate(
    Map<Kind, Integer> counts,
    int faults,
    int passed,
    int failed,
    int skipped,
    List<String> reasons,
    List<String> undecided,
    boolean strict) {

  public Gate {
    undecided = List.copyOf(undecided);
    counts = Map.copyOf(counts);
    reasons = List.copyOf(reasons);
  }

  /// Counts and gates.
  ///
  /// @param strict tolerated and inconclusive results fail too
  public static Gate of(List<Result> results, boolean strict) {
    var counts = new EnumMap<Kind, Integer>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, 0);
    }
    results.forEach(result ->
        result.verdict().ifPresent(verdict -> counts.merge(verdict.kind(), 1, Integer::sum)));
    List<String> undecided = Undecided.of(results).stream().map(Undecided::line).toList();
    int faults = (int) results.stream().filter(result -> result.verdict().isEmpty()).count();
    int failed = (int) results.stream().filter(result -> fails(result, strict)).count();
    int passed = (int) results.stream().filter(result -> passes(result, strict)).count();
    int skipped = results.size() - faults - failed - passed;
    return new Gate(
        counts,
        faults,
        passed,
        failed,
        skipped,
        reasons(results, faults, undecided, strict),
        undecided,
        strict);
  }

  /// Whether this result alone stops the build. A known deviation does not, unless it is no longer
  /// one.
  public static boolean fails(Result result, boolean strict) {
    return result
        .verdict()
        .map(verdict ->
            switch (verdict.kind()) {
              case VIOLATES -> result.deviation().isEmpty();
              case CONFORMS -> result.deviation().isPresent();
              case TOLERATED, INCONCLUSIVE -> strict && result.deviation().isEmpty();
              case NOT_APPLICABLE, OBSERVED -> false;
            })
        .orElse(false);
  }

  /// Whether this result alone stops the build, as strictly as the whole was gated.
  public boolean fails(Result result) {
    return fails(result, strict);
  }

  private static boolean passes(Result result, boolean strict) {
    return (result.is(Kind.CONFORMS) || result.is(Kind.OBSERVED)) && !fails(result, strict);
  }

  private static List<String> reasons(
      List<Result> results, int faults, List<String> undecided, boolean strict) {
    var reasons = new ArrayList<String>();
    add(reasons, count(results, Kind.VIOLATES, strict), "rule%s violated");
    add(
        reasons,
        count(results, Kind.CONFORMS, strict),
        "listed deviation%s that conform now: remove from the list");
    add(reasons, count(results, Kind.TOLERATED, strict), "rule%s only tolerated (strict)");
    add(reasons, count(results, Kind.INCONCLUSIVE, strict), "rule%s undecided (strict)");
    add(reasons, faults, "fault%s of the harness");
    reasons.addAll(undecided);
    return reasons;
  }

  private static long count(List<Result> results, Kind kind, boolean strict) {
    return results.stream().filter(each -> each.is(kind) && fails(each, strict)).count();
  }

  private static void add(List<String> reasons, long n, String what) {
    if (n > 0) {
      reasons.add(n + " " + what.formatted(n == 1 ? "" : "s"));
    }
  }

  public boolean holds() {
    return reasons.isEmpty();
  }

  public int count(Kind kind) {
    return counts.getOrDefault(kind, 0);
  }
}
