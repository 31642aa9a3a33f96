package dev.wireproof.cli;

import dev.wireproof.harness.evidence.Story;
import dev.wireproof.harness.exercise.Climb;
import dev.wireproof.harness.exercise.Climb.Step;
import dev.wireproof.harness.exercise.Exercise;
import dev.wireproof.harness.exercise.Stage;
import dev.wireproof.harness.explain.Explanation;
import dev.wireproof.harness.explain.Explanations;
import dev.wireproof.harness.result.Grade;
import dev.wireproof.harness.result.Grade.Standing;
import dev.wireproof.harness.result.Result;
import dev.wireproof.harness.target.Lifecycle;
import dev.wireproof.harness.verdict.Verdict.Kind;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Tells a student how far the server is, and the one thing to fix next.
final class CheckConsole {

  private static final int TITLE_WIDTH = 44;
  private static final String HINT_INDENT = "\n" + " ".repeat(15);

  private final PrintWriter out;
  private final boolean all;
  private final int hints;
  private final Paint paint = new Paint();
  private final Explanations explanations = new Explanations();

  /// Of the numbers of stages.
  private int numberWidth = 1;

  /// @param all whether everything that is broken is told, not only what is next
  /// @param hints how many of a stage's hints are told
  CheckConsole(PrintWriter out, boolean all, int hints) {
    this.out = out;
    this.all = all;
    this.hints = hints;
  }

  void begin(Exercise exercise, String target) {
    numberWidth = Integer.toString(exercise.stages().size()).length();
    out.println(
        paint.with(Paint.BOLD, "wireproof check") + "  " + exercise.title() + " · " + target);
    out.println();
    out.flush();
  }

  /// One line for each stage, as it is done.
  void step(Step step, Grade.Stage graded) {
    String mark =
        switch (graded.standing()) {
          case PASSED -> paint.with(Paint.GREEN, "✓");
          case FAILED -> paint.with(Paint.RED, "✗");
          case UNDECIDED -> paint.with(Paint.MAGENTA, "?");
          case NOT_REACHED -> " ";
        };
    String title = step.stage().title();
    out.printf(
        "  %s %s  %s%s  %s%n",
        mark,
        ("%" + numberWidth + "d").formatted(graded.number()),
        title,
        " ".repeat(Math.max(0, TITLE_WIDTH - title.length())),
        graded.earned() + "/" + graded.offered());
    out.flush();
  }

  /// Where the student stands, and what is next.
  ///
  /// @param server what was started, if anything was
  void end(Climb climb, Duration took, Optional<Lifecycle> server) {
    Grade grade = climb.grade();
    out.println();
    out.println("  " + progress(climb, grade, took));
    if (!grade.gradable()) {
      out.println(
          "  The harness could not decide all of it, so these points do not count: run it again.");
    }
    List<Step> notPassed =
        climb.steps().stream().filter(step -> step.standing() != Standing.PASSED).toList();
    for (Step step : all ? notPassed : notPassed.stream().limit(1).toList()) {
      next(step, server);
    }
    pointsLeft(climb, grade);
    notAsked(climb);
    out.flush();
  }

  private String progress(Climb climb, Grade grade, Duration took) {
    int stages = climb.exercise().stages().size();
    String points = grade.earned() + "/" + grade.offered() + " points";
    if (grade.isComplete()) {
      return paint.with(Paint.GREEN, "all " + stages + " stages")
          + " · %s · %.1f s".formatted(points, took.toMillis() / 1e3);
    }
    int at =
        climb.steps().stream()
            .filter(step -> step.standing() != Standing.PASSED)
            .mapToInt(step -> step.stage().number())
            .findFirst()
            .orElse(climb.steps().size() + 1);
    return paint.with(Paint.BOLD, "stage " + at + " of " + stages) + " · " + points;
  }

  private void next(Step step, Optional<Lifecycle> server) {
    Stage stage = step.stage();
    out.println();
    out.println(paint.with(Paint.BOLD, "  Stage " + stage.number() + ": " + stage.title()));
    stage.text().lines().forEach(line -> out.println("    " + line));
    out.println();
    step.ending()
        .ifPresent(how ->
            out.println(
                paint.with(Paint.RED, "  The server ended by itself, with " + how + ".")
                    + " What it printed may say why.\n"));
    step.first()
        .ifPresentOrElse(
            result -> fix(step, result, server.flatMap(Lifecycle::byHand)),
            () -> step.report().info().unusable().ifPresent(why -> out.println("  " + why)));
    String printed = server.map(Lifecycle::output).orElse("");
    if (!printed.isEmpty()) {
      out.println("  the server printed last");
      printed.lines().forEach(line -> out.println("    " + line));
      out.println();
    }
    hints(stage);
  }

  private void fix(Step step, Result result, Optional<String> byHand) {
    if (result.is(Kind.VIOLATES)) {
      out.println(paint.with(Paint.RED, "  Fix this next"));
    } else if (step.ending().isPresent()) {
      out.println(paint.with(Paint.RED, "  This was tried when it ended"));
    } else {
      out.println(paint.with(Paint.MAGENTA, "  Could not be decided"));
    }
    Explanation full = explanations.of(result.of().id()).orElse(Explanation.NONE);
    // the stage's own hints come one at a time
    String hint = step.stage().hints().isEmpty() ? full.hint() : "";
    var told = new Explanation(full.why(), full.cause(), hint, full.seeIt());
    Story.of(result, told).lines().forEach(line -> out.println("  " + line));
    if (!result.reproduction().isEmpty()) {
      byHand.ifPresent(command ->
          out.println("    with the server started in another terminal\n      " + command));
    }
    out.println();
    others(step, result);
  }

  private void others(Step step, Result first) {
    List<Result> others =
        step.report().results().stream()
            .filter(result -> result.is(Kind.VIOLATES) && !result.equals(first))
            .toList();
    if (all) {
      for (Result other : others) {
        Explanation why = explanations.of(other.of().id()).orElse(Explanation.NONE);
        Story.of(other, why).lines().forEach(line -> out.println("  " + line));
        out.println();
      }
    } else if (!others.isEmpty()) {
      out.println(
          "  %d more of this stage %s broken; wireproof check --all shows all"
              .formatted(others.size(), others.size() == 1 ? "is" : "are"));
    }
  }

  private void hints(Stage stage) {
    int shown = Math.min(hints, stage.hints().size());
    for (int i = 0; i < shown; i++) {
      out.println(
          paint.with(Paint.CYAN, "  hint " + (i + 1) + " of " + stage.hints().size())
              + "  "
              + Story.wrap(stage.hints().get(i)).strip().replace("\n", HINT_INDENT));
    }
    if (shown < stage.hints().size()) {
      out.println("  more with --hint " + (shown + 1));
    }
  }

  /// What does not stand in the way and would give points.
  private void pointsLeft(Climb climb, Grade grade) {
    List<Grade.Points> left =
        grade.stages().stream()
            .filter(stage -> stage.standing() == Standing.PASSED)
            .flatMap(stage -> stage.specs().stream())
            .filter(points -> points.earned() < points.offered())
            .toList();
    if (!left.isEmpty()) {
      out.println();
      out.println("  Points left in the stages that you passed:");
      left.forEach(points -> out.println("    " + line(climb, points)));
    }
  }

  private void notAsked(Climb climb) {
    List<String> lines = NotAsked.of(climb);
    if (!lines.isEmpty()) {
      out.println();
      out.println("  Not asked, and not counted:");
      lines.forEach(
          line -> out.println("    " + Story.wrap(line).strip().replace("\n", "\n      ")));
    }
  }

  private static String line(Climb climb, Grade.Points points) {
    String why =
        climb.results().stream()
            .filter(result -> result.of().id().equals(points.id()) && !result.is(Kind.CONFORMS))
            .findFirst()
            .map(Story::line)
            .orElse("");
    return "%d  %s  %s"
        .formatted(points.offered() - points.earned(), points.id(), why)
        .strip()
        .lines()
        .findFirst()
        .orElse("");
  }

  /// The server could not be started, so nothing was tried.
  void unusable(String why) {
    out.println("  " + paint.with(Paint.RED, "The server cannot be checked."));
    why.lines().forEach(line -> out.println("  " + line));
    out.flush();
  }

  void reports(String where) {
    out.println();
    out.println(paint.with(Paint.GREY, "  Reports: " + where));
    out.flush();
  }
}
