package dev.wireproof.cli.check;

import dev.wireproof.engine.evidence.FailureMessage;
import dev.wireproof.engine.exercise.ExerciseResult;
import dev.wireproof.engine.result.Grade;
import dev.wireproof.engine.result.Grade.Standing;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.verdict.Verdict.Kind;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a check has to say of stages that are passed: points that are left, what could be better,
/// and what was not asked.
public final class CheckAdvice {

  private final PrintWriter out;
  private final ExerciseResult climb;
  private final Grade grade;

  CheckAdvice(PrintWriter out, ExerciseResult climb) {
    this.out = out;
    this.climb = climb;
    this.grade = climb.grade();
  }

  void tell() {
    pointsLeft();
    tolerated();
    notAsked();
  }

  /// What does not stand in the way and would give points.
  private void pointsLeft() {
    List<Grade.Points> left =
        grade.stages().stream()
            .filter(stage -> stage.standing() == Standing.PASSED)
            .flatMap(stage -> stage.specs().stream())
            .filter(points -> points.earned() < points.offered())
            .toList();
    if (!left.isEmpty()) {
      out.println();
      out.println("  Points left in the stages that you passed; wireproof explain ID tells more:");
      left.forEach(points -> out.println("    " + line(points)));
    }
  }

  /// What is not as it should be, and costs nothing.
  private void tolerated() {
    Set<String> complete =
        grade.stages().stream()
            .flatMap(stage -> stage.specs().stream())
            .filter(points -> points.earned() == points.offered())
            .map(Grade.Points::id)
            .collect(Collectors.toSet());
    List<Result> told =
        climb.results().stream()
            .filter(result -> result.is(Kind.TOLERATED) && complete.contains(result.of().id()))
            .sorted(Comparator.comparing(Result::fullId))
            .toList();
    if (!told.isEmpty()) {
      out.println();
      out.println("  Better otherwise, though it costs no points:");
      told.forEach(result -> paragraph(result.fullId() + "  " + FailureMessage.line(result)));
    }
  }

  private void notAsked() {
    List<String> lines = SkippedRules.of(climb);
    if (!lines.isEmpty()) {
      out.println();
      out.println("  Not asked, and not counted:");
      lines.forEach(this::paragraph);
    }
  }

  private void paragraph(String text) {
    out.println("    " + FailureMessage.wrapped(text, "      "));
  }

  private String line(Grade.Points points) {
    String why =
        climb.results().stream()
            .filter(result -> result.of().id().equals(points.id()) && !result.is(Kind.CONFORMS))
            .findFirst()
            .map(FailureMessage::line)
            .orElse("");
    return "%d  %s  %s"
        .formatted(points.offered() - points.earned(), points.id(), why)
        .strip()
        .lines()
        .findFirst()
        .orElse("");
  }
}
