package dev.wireproof.cli;

import dev.wireproof.harness.catalogue.SpecCatalogue;
import dev.wireproof.harness.exercise.Climb;
import dev.wireproof.harness.exercise.Exercise;
import dev.wireproof.harness.exercise.Ladder;
import dev.wireproof.harness.explain.Explanations;
import dev.wireproof.harness.result.Gate;
import dev.wireproof.harness.result.Grade;
import dev.wireproof.harness.result.Grade.Standing;
import dev.wireproof.harness.result.ResultLog;
import dev.wireproof.harness.result.RunInfo;
import dev.wireproof.harness.run.RunReport;
import dev.wireproof.harness.target.Target;
import dev.wireproof.harness.target.TargetOptions;
import dev.wireproof.harness.target.TargetUnusable;
import dev.wireproof.harness.target.Targets;
import dev.wireproof.reports.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One check of one server against one exercise.
///
/// @param address of the target
/// @param out where reports go
/// @param all whether to go on behind a stage that is not passed
record Check(SpecCatalogue catalogue, Exercise exercise, String address, Path out, boolean all) {

  /// Runs it and tells it; the exit code.
  int run(CheckConsole console) throws IOException {
    Instant started = Instant.now();
    try (ResultLog log = ResultLog.create(out.resolve("results.jsonl"))) {
      console.begin(exercise, address);
      try (Target target = open()) {
        var ladder =
            new Ladder(
                catalogue, exercise, all, log::add, step -> console.step(step, Climb.graded(step)));
        Climb climb = ladder.climb(target);
        RunReport report = report(target.name(), climb);
        write(report);
        console.end(climb, report.info().took(), target.lifecycle());
        console.reports(out.resolve("matrix.html").toString());
        return exitCode(climb, report);
      } catch (TargetUnusable e) {
        write(notStarted(started, String.valueOf(e.getMessage())));
        console.unusable(String.valueOf(e.getMessage()));
        return Main.UNUSABLE;
      }
    }
  }

  private Target open() {
    return Targets.open(address, TargetOptions.claiming(Ladder.claims(exercise)));
  }

  private RunReport report(String name, Climb climb) {
    RunReport merged =
        RunReport.merge(name, climb.steps().stream().map(Climb.Step::report).toList(), false);
    return new RunReport(merged.info().graded(climb.grade()), merged.results());
  }

  private RunReport notStarted(Instant started, String why) {
    Grade grade = new Climb(exercise, List.of()).grade();
    var info =
        new RunInfo(
            address,
            started,
            Duration.between(started, Instant.now()),
            Gate.of(List.of(), false),
            List.of(),
            Optional.of(why),
            Optional.of(grade));
    return new RunReport(info, List.of());
  }

  private void write(RunReport report) throws IOException {
    Reports.write(out, report.info(), report.results(), new Explanations()::of);
  }

  /// 0 all stages are passed, 1 one is not, 3 the server cannot be used or the harness cannot say.
  private static int exitCode(Climb climb, RunReport report) {
    Grade grade = report.info().grade().orElseThrow();
    boolean unusable =
        climb.steps().stream()
            .anyMatch(step -> step.standing() != Standing.PASSED && step.first().isEmpty());
    if (unusable || report.info().gate().faults() > 0 || !grade.gradable()) {
      return Main.UNUSABLE;
    }
    return grade.isComplete() ? 0 : 1;
  }
}
