package dev.wireproof.cli.check;

import dev.wireproof.cli.console.ExitCode;
import dev.wireproof.cli.options.ReportFolder;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.exercise.Exercise;
import dev.wireproof.engine.exercise.ExerciseResult;
import dev.wireproof.engine.exercise.StageRunner;
import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.Grade;
import dev.wireproof.engine.result.Grade.Standing;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.run.RunReport;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.Targets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// One check of one server against one exercise.
///
/// @param address of the target
/// @param out begins the reports of a run
/// @param all whether to go on behind a stage that is not passed
public record CheckRun(
    SpecCatalogue catalogue,
    Exercise exercise,
    String address,
    Supplier<ReportFolder> out,
    boolean all) {

  /// Runs it and tells it; the exit code.
  public int run(CheckConsole console) throws IOException {
    Instant started = Instant.now();
    try (ReportFolder reports = out.get()) {
      console.begin(exercise, address);
      try (Target target = open()) {
        var ladder =
            new StageRunner(
                catalogue,
                exercise,
                all,
                reports::add,
                step -> console.step(step, ExerciseResult.graded(step)));
        ExerciseResult climb = ladder.climb(target);
        RunReport report = report(target.name(), climb);
        reports.write(report);
        console.end(climb, report.info().took(), target.lifecycle());
        reports.path().ifPresent(path -> console.reports(path.resolve("matrix.html").toString()));
        return exitCode(climb, report);
      } catch (TargetUnusable e) {
        reports.write(notStarted(started, String.valueOf(e.getMessage())));
        console.unusable(String.valueOf(e.getMessage()));
        return ExitCode.UNUSABLE;
      }
    }
  }

  private Target open() {
    return Targets.open(address, TargetOptions.claiming(StageRunner.claims(exercise)));
  }

  private RunReport report(String name, ExerciseResult climb) {
    RunReport merged =
        RunReport.merge(
            name, climb.steps().stream().map(ExerciseResult.Step::report).toList(), false);
    return new RunReport(merged.info().graded(climb.grade()), merged.results());
  }

  private RunReport notStarted(Instant started, String why) {
    Grade grade = new ExerciseResult(exercise, List.of()).grade();
    var info =
        new RunInfo(
            address,
            started,
            Duration.between(started, Instant.now()),
            Gate.of(List.of(), false),
            List.of(),
            Optional.of(why),
            Optional.of(grade),
            OptionalLong.empty());
    return new RunReport(info, List.of());
  }

  /// 0 all stages are passed, 1 one is not, 3 the server cannot be used or the harness cannot say.
  private static int exitCode(ExerciseResult climb, RunReport report) {
    Grade grade = report.info().grade().orElseThrow();
    boolean unusable =
        climb.steps().stream()
            .anyMatch(step -> step.standing() != Standing.PASSED && step.first().isEmpty());
    if (unusable || report.info().gate().faults() > 0 || !grade.gradable()) {
      return ExitCode.UNUSABLE;
    }
    return grade.isComplete() ? 0 : 1;
  }
}
