package dev.wireproof.engine.exercise;

import dev.wireproof.engine.result.Grade;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.run.RunReport;
import java.util.List;
import java.util.Optional;

/// How far a server came in an exercise: the stages that were tried, in order.
public record ExerciseResult(Exercise exercise, List<Step> steps) {

  public ExerciseResult {
    steps = List.copyOf(steps);
  }

  /// A stage that was tried.
  ///
  /// @param ending how the server had ended by itself afterwards, such as `exit code 1`, if it had
  public record Step(Stage stage, RunReport report, Optional<String> ending) {

    public Grade.Standing standing() {
      return Grading.standing(this);
    }

    /// The result that the student should look at first: of what is binding and does not hold, that
    /// which stands first in the stage; what is undecided only when nothing is broken.
    public Optional<Result> first() {
      return Grading.first(this);
    }
  }

  public Grade grade() {
    return Grading.of(this);
  }

  /// What one stage is worth, while the climb goes on.
  public static Grade.Stage graded(Step step) {
    return Grading.stage(step);
  }

  public List<Result> results() {
    return steps.stream().flatMap(step -> step.report().results().stream()).toList();
  }
}
