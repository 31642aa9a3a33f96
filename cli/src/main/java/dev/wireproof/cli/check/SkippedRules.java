package dev.wireproof.cli.check;

import dev.wireproof.engine.exercise.ExerciseResult;
import dev.wireproof.engine.exercise.ExerciseResult.Step;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.verdict.Verdict.NotApplicable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// The rules of the stages that did not apply. They are no part of the points, so whoever left out
/// what they are about should hear of it.
public final class SkippedRules {

  private SkippedRules() {}

  /// A line for each reason in each stage.
  static List<String> of(ExerciseResult climb) {
    return climb.steps().stream().flatMap(step -> of(step).stream()).toList();
  }

  private static List<String> of(Step step) {
    var rules = new LinkedHashMap<String, List<String>>();
    // specs run side by side, so they end in no order
    List<Result> results =
        step.report().results().stream().sorted(Comparator.comparing(Result::fullId)).toList();
    for (Result result : results) {
      if (result.verdict().orElse(null) instanceof NotApplicable(var why)) {
        rules.computeIfAbsent(why, _ -> new ArrayList<>()).add(result.fullId());
      }
    }
    return rules.entrySet().stream()
        .map(entry -> line(step.stage().number(), entry.getValue(), entry.getKey()))
        .toList();
  }

  private static String line(int stage, List<String> rules, String why) {
    String what =
        rules.getFirst() + (rules.size() == 1 ? "" : " and " + (rules.size() - 1) + " more");
    return "stage " + stage + "  " + what + ": " + why;
  }
}
