package dev.wireproof.cli.check;

import dev.wireproof.cli.console.Ansi;
import dev.wireproof.engine.evidence.FailureMessage;
import dev.wireproof.engine.evidence.Situations;
import dev.wireproof.engine.exercise.Exercise;
import dev.wireproof.engine.exercise.ExerciseResult;
import dev.wireproof.engine.exercise.ExerciseResult.Step;
import dev.wireproof.engine.exercise.Stage;
import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.explain.Explanations;
import dev.wireproof.engine.result.Grade;
import dev.wireproof.engine.result.Grade.Standing;
import dev.wireproof.engine.result.NotJudged;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.sut.Lifecycle;
import dev.wireproof.engine.verdict.Verdict.Kind;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Tells a student how far the server is, and the one thing to fix next.
public final class CheckConsole {

  private static final int TITLE_WIDTH = 44;
  private static final String HINT_INDENT = " ".repeat(15);

  private final PrintWriter out;
  private final boolean all;
  private final int asked;
  private final Supplier<Optional<Exercise>> next;
  private final Ansi paint = new Ansi();
  private final Explanations explanations = new Explanations();

  /// Of the numbers of stages.
  private int numberWidth = 1;

  /// @param all whether everything that is broken is told, not only what is next
  /// @param hints how many hints are told
  /// @param next the exercise after this one, if there is one
  public CheckConsole(PrintWriter out, boolean all, int hints, Supplier<Optional<Exercise>> next) {
    this.next = next;
    this.out = out;
    this.all = all;
    this.asked = hints;
  }

  void begin(Exercise exercise, String target) {
    numberWidth = Integer.toString(exercise.stages().size()).length();
    out.println(
        paint.with(Ansi.BOLD, "wireproof check") + "  " + exercise.title() + " · " + target);
    out.println();
    out.flush();
  }

  /// One line for each stage, as it is done.
  void step(Step step, Grade.Stage graded) {
    String mark =
        switch (graded.standing()) {
          case PASSED -> paint.with(Ansi.GREEN, "✓");
          case FAILED -> paint.with(Ansi.RED, "✗");
          case UNDECIDED -> paint.with(Ansi.MAGENTA, "?");
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
  void end(ExerciseResult climb, Duration took, Optional<Lifecycle> server) {
    Grade grade = climb.grade();
    out.println();
    out.println("  " + progress(climb, grade, took));
    if (!grade.gradable()) {
      out.println("  Not all of it could be decided, so these points do not count.");
    }
    List<Step> notPassed =
        climb.steps().stream().filter(step -> step.standing() != Standing.PASSED).toList();
    for (Step step : all ? notPassed : notPassed.stream().limit(1).toList()) {
      next(step, server);
    }
    if (grade.isComplete()) {
      next.get().ifPresent(this::goOn);
    }
    new CheckAdvice(out, climb).tell();
    out.flush();
  }

  private void goOn(Exercise after) {
    out.printf(
        "  Next: %s%n    bin/wireproof new %s --lang LANGUAGE DIR%n", after.title(), after.slug());
  }

  private String progress(ExerciseResult climb, Grade grade, Duration took) {
    int stages = climb.exercise().stages().size();
    String points = grade.earned() + "/" + grade.offered() + " points";
    if (grade.isComplete()) {
      return paint.with(Ansi.GREEN, "all " + stages + " stages")
          + " · %s · %.1f s".formatted(points, took.toMillis() / 1e3);
    }
    int at =
        climb.steps().stream()
            .filter(step -> step.standing() != Standing.PASSED)
            .mapToInt(step -> step.stage().number())
            .findFirst()
            .orElse(climb.steps().size() + 1);
    return paint.with(Ansi.BOLD, "stage " + at + " of " + stages) + " · " + points;
  }

  private void next(Step step, Optional<Lifecycle> server) {
    Stage stage = step.stage();
    out.println();
    out.println(paint.with(Ansi.BOLD, "  Stage " + stage.number() + ": " + stage.title()));
    stage.text().lines().forEach(line -> out.println("    " + line));
    out.println();
    step.ending()
        .ifPresent(how ->
            out.println(
                paint.with(Ansi.RED, "  The server ended by itself, with " + how + ".")
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
    hints(step);
  }

  private void fix(Step step, Result result, Optional<String> byHand) {
    if (result.is(Kind.VIOLATES)) {
      out.println(paint.with(Ansi.RED, "  Fix this next"));
    } else if (step.ending().isPresent()) {
      out.println(paint.with(Ansi.RED, "  This was tried when it ended"));
    } else {
      out.println(paint.with(Ansi.MAGENTA, "  Could not be decided"));
    }
    Explanation full = explanations.of(result.of().id()).orElse(Explanation.NONE);
    // hints come one at a time, when they are asked for
    FailureMessage.of(result, full.withoutHints(), step.report().results())
        .lines()
        .forEach(line -> out.println("  " + line));
    if (!result.reproduction().isEmpty()) {
      byHand.ifPresent(command ->
          out.println("    with the server started in another terminal\n      " + command));
    }
    out.println();
    if (result.is(Kind.INCONCLUSIVE) && step.ending().isEmpty()) {
      out.println(
          "  The rule was not reached: a step that it needs went wrong. See what your server");
      out.println("  did there, and mend that; if it did nothing wrong, check again.");
      out.println();
    }
    others(step, result);
  }

  private void others(Step step, Result first) {
    List<Result> broken = others(step, first, Kind.VIOLATES);
    List<NotJudged> notJudged = NotJudged.of(others(step, first, Kind.INCONCLUSIVE));
    List<Result> undecided =
        others(step, first, Kind.INCONCLUSIVE).stream()
            .filter(result -> NotJudged.because(result).isEmpty())
            .toList();
    notJudged.forEach(those -> out.println("  " + those.line()));
    if (all) {
      for (Result other : Stream.concat(broken.stream(), undecided.stream()).toList()) {
        Explanation why = explanations.of(other.of().id()).orElse(Explanation.NONE);
        FailureMessage.of(other, why, step.report().results())
            .lines()
            .forEach(line -> out.println("  " + line));
        out.println();
      }
    } else {
      more(broken.size(), "broken");
      more(undecided.size(), "undecided");
    }
  }

  private static List<Result> others(Step step, Result first, Kind kind) {
    return step.report().results().stream()
        .filter(result -> result.is(kind) && !result.equals(first))
        .toList();
  }

  private void more(int n, String what) {
    if (n > 0) {
      out.println(
          "  %d more of this stage %s %s; wireproof check --all shows all"
              .formatted(n, n == 1 ? "is" : "are", what));
    }
  }

  /// What helps with the rule that failed, and then what helps with the stage.
  private void hints(Step step) {
    List<String> hints =
        Stream.concat(
                step
                    .first()
                    .filter(result -> result.is(Kind.VIOLATES))
                    .flatMap(result ->
                        explanations
                            .of(result.of().id())
                            .map(known -> known.in(Situations.of(result)).hint()))
                    .filter(hint -> !hint.isEmpty())
                    .stream(),
                step.stage().hints().stream())
            .toList();
    int shown = Math.min(asked, hints.size());
    for (int i = 0; i < shown; i++) {
      out.println(
          paint.with(Ansi.CYAN, "  hint " + (i + 1) + " of " + hints.size())
              + "  "
              + FailureMessage.wrapped(hints.get(i), HINT_INDENT));
    }
    if (shown < hints.size()) {
      out.println("  more with --hint " + (shown + 1));
    }
  }

  /// The server could not be started, so nothing was tried.
  void unusable(String why) {
    out.println("  " + paint.with(Ansi.RED, "The server cannot be checked."));
    why.lines().forEach(line -> out.println("  " + line));
    out.flush();
  }

  void reports(String where) {
    out.println();
    out.println(paint.with(Ansi.GREY, "  Reports: " + where));
    out.flush();
  }
}
