package dev.wireproof.engine.exercise;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.exercise.ExerciseResult.Step;
import dev.wireproof.engine.result.Grade.Standing;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.run.RunReport;
import dev.wireproof.engine.run.RunRequest;
import dev.wireproof.engine.run.SpecRunner;
import dev.wireproof.engine.sut.Lifecycle;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.file.TargetFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs the stages of an exercise in order against one target, which stays the same for all of
/// them.
public final class StageRunner {

  private static final Duration MOMENT = Duration.ofMillis(200);
  private static final Duration LONG_MOMENT = Duration.ofSeconds(2);

  private final SpecCatalogue catalogue;
  private final Exercise exercise;
  private final boolean all;
  private final Consumer<Result> results;
  private final Consumer<Step> steps;

  /// A ladder whose results and stages are told as they fall.
  ///
  /// @param all whether to go on behind a stage that is not passed
  public StageRunner(
      SpecCatalogue catalogue,
      Exercise exercise,
      boolean all,
      Consumer<Result> results,
      Consumer<Step> steps) {
    this.catalogue = catalogue;
    this.exercise = exercise;
    this.all = all;
    this.results = results;
    this.steps = steps;
  }

  /// Climbs until a stage is not passed, or to the top.
  public ExerciseResult climb(Target target) {
    var done = new ArrayList<Step>();
    for (Stage stage : exercise.stages()) {
      if (!isThere(target)) {
        break;
      }
      RunReport report = run(stage, target);
      var step = new Step(stage, report, ending(target, report));
      done.add(step);
      steps.accept(step);
      if (!all && step.standing() != Standing.PASSED) {
        break;
      }
    }
    return new ExerciseResult(exercise, done);
  }

  private RunReport run(Stage stage, Target target) {
    var request =
        new RunRequest(
            catalogue,
            target,
            stage.selection(),
            RunRequest.DEFAULT_JOBS,
            false,
            _ -> Optional.empty(),
            results,
            _ -> {});
    return new SpecRunner(request).run();
  }

  /// A program that fails closes its connections first, and ends a moment later.
  private static Optional<String> ending(Target target, RunReport report) {
    Duration within =
        report.info().unusable().isPresent()
            ? LONG_MOMENT
            : report.info().gate().holds() ? Duration.ZERO : MOMENT;
    return target.lifecycle().flatMap(lifecycle -> lifecycle.ending(within));
  }

  /// A server that died in the stage before is started again.
  private static boolean isThere(Target target) {
    Optional<Lifecycle> dead = target.lifecycle().filter(lifecycle -> !lifecycle.isAlive());
    try {
      dead.ifPresent(Lifecycle::start);
      return true;
    } catch (TargetUnusable _) {
      return false; // the stage before has told that it died
    }
  }

  /// The slugs that a target of this exercise claims.
  public static List<String> claims(Exercise exercise) {
    return TargetFile.claims(exercise.folder().resolve(Scaffold.TARGET_FILE));
  }
}
