package dev.wireproof.engine.result;

import dev.wireproof.engine.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The results that have no verdict of their own because one rule fails that they lean on. Reports
/// tell them in one line, under the name of that rule.
///
/// @param because the id of the rule that fails, whether it was asked for in this run or not
public record NotJudged(String because, List<Result> results) {

  public NotJudged {
    results = List.copyOf(results);
  }

  /// One for each cause, in the order in which they were met first.
  public static List<NotJudged> of(List<Result> results) {
    Map<String, List<Result>> byCause =
        results.stream()
            .filter(result -> because(result).isPresent())
            .collect(
                Collectors.groupingBy(
                    result -> because(result).orElseThrow(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byCause.entrySet().stream()
        .map(entry -> new NotJudged(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// The id of the rule that stands in the way of this result.
  public static Optional<String> because(Result result) {
    return result.verdict().stream()
        .flatMap(verdict ->
            verdict instanceof Verdict.Inconclusive(_, var because)
                ? because.stream()
                : Optional.<String>empty().stream())
        .findFirst();
  }

  /// Such as: 5 rules not judged because http1.persistence.pipelining fails.
  public String line() {
    long rules = results.stream().map(result -> result.of().id()).distinct().count();
    return rules + (rules == 1 ? " rule" : " rules") + " not judged because " + because + " fails";
  }
}
