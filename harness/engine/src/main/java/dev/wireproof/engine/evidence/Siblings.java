package dev.wireproof.engine.evidence;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.verdict.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How what stands beside a result came out: the other rows of its table, and the other rules of
/// its subject. What holds there narrows down what is broken here.
public final class Siblings {

  private static final int MOST_NAMED = 6;

  private Siblings() {}

  /// In words; empty where nothing stands beside it, or nothing of it was decided.
  ///
  /// @param all the results of the run
  public static String of(Result result, Collection<Result> all) {
    List<Result> rows =
        all.stream()
            .filter(each -> isDecided(each) && each.of().id().equals(result.of().id()))
            .filter(each -> !each.fullId().equals(result.fullId()))
            .toList();
    String subject = subject(result);
    List<Result> rules =
        all.stream()
            .filter(each -> isDecided(each) && subject(each).equals(subject))
            .filter(each -> !each.of().id().equals(result.of().id()))
            .toList();
    String ofRows = words(rows, each -> "…/" + each.of().row().orElse(""));
    String ofRules = words(rules, each -> shortened(each.of().id()));
    return Stream.of(ofRows, ofRules)
        .filter(each -> !each.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  private static boolean isDecided(Result result) {
    return result.is(Verdict.Kind.VIOLATES) || holds(result);
  }

  private static boolean holds(Result result) {
    return result.is(Verdict.Kind.CONFORMS) || result.is(Verdict.Kind.TOLERATED);
  }

  /// `http1.framing`.
  private static String subject(Result result) {
    String id = result.of().id();
    return id.substring(0, Math.max(0, id.lastIndexOf('.')));
  }

  /// `framing.short-body`, since the topic is the same for all.
  private static String shortened(String id) {
    return id.substring(id.indexOf('.') + 1);
  }

  private static String words(List<Result> beside, Function<Result, String> name) {
    List<String> fail =
        beside.stream().filter(each -> !holds(each)).map(name).distinct().sorted().toList();
    List<String> hold =
        beside.stream()
            .filter(Siblings::holds)
            .map(name)
            .distinct()
            .filter(each -> !fail.contains(each))
            .sorted()
            .toList();
    return Stream.of(sentence(fail, "fails too", "fail too"), sentence(hold, "holds", "hold"))
        .filter(each -> !each.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String sentence(List<String> names, String one, String several) {
    if (names.isEmpty()) {
      return "";
    }
    String named = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMED;
    return named
        + (more > 0 ? " and " + more + " more " : " ")
        + (names.size() == 1 ? one : several);
  }
}
