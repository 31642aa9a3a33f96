package dev.wireproof.engine.exercise;

import dev.wireproof.engine.context.Survival;
import dev.wireproof.engine.exercise.ExerciseResult.Step;
import dev.wireproof.engine.result.Grade;
import dev.wireproof.engine.result.Grade.Points;
import dev.wireproof.engine.result.Grade.Standing;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.verdict.Verdict.Kind;
import dev.wireproof.wire.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Turns verdicts into points. LevelOf specs (MUST) decide whether their stage is passed; every
/// spec that holds earns its points. What could not be tried on this machine is not offered. What
/// the harness could not decide earns nothing, and the grade says that it does not count.
final class Grading {

  /// What a spec with all its rows came to.
  enum State {
    HELD,
    BROKEN,
    /// The harness could not say, though it tried.
    UNDECIDED,
    /// The harness itself failed.
    FAULT,
    NOT_APPLICABLE,
    /// It was its turn, and it was not tried: the base control failed before.
    NOT_TRIED
  }

  private Grading() {}

  static Grade of(ExerciseResult climb) {
    List<Grade.Stage> stages =
        Stream.concat(
                climb.steps().stream().map(Grading::stage),
                climb.exercise().stages().stream()
                    .skip(climb.steps().size())
                    .map(Grading::notReached))
            .toList();
    return new Grade(climb.exercise().slug(), isGradable(climb), stages);
  }

  static Grade.Stage stage(Step step) {
    var points = new ArrayList<Points>();
    for (ScoredSpec asked : step.stage().asked()) {
      State state = state(asked, step);
      if (state != State.NOT_APPLICABLE) {
        points.add(
            new Points(
                asked.spec().id(), state == State.HELD ? asked.points() : 0, asked.points()));
      }
    }
    return new Grade.Stage(step.stage().number(), step.stage().title(), standing(step), points);
  }

  private static Grade.Stage notReached(Stage stage) {
    return new Grade.Stage(
        stage.number(),
        stage.title(),
        Standing.NOT_REACHED,
        stage.asked().stream()
            .map(asked -> new Points(asked.spec().id(), 0, asked.points()))
            .toList());
  }

  static Standing standing(Step step) {
    boolean nothingAnswered =
        step.report().info().unusable().isPresent() && step.report().results().isEmpty();
    List<State> binding =
        step.stage().asked().stream()
            .filter(ScoredSpec::gates)
            .map(asked -> state(asked, step))
            .toList();
    boolean wentDown = step.ending().isPresent() || crash(step).isPresent();
    if (nothingAnswered || wentDown || binding.contains(State.BROKEN)) {
      return Standing.FAILED;
    }
    return binding.stream().allMatch(state -> state == State.HELD || state == State.NOT_APPLICABLE)
        ? Standing.PASSED
        : Standing.UNDECIDED;
  }

  /// False when the harness failed, or could not decide something that no broken rule explains.
  private static boolean isGradable(ExerciseResult climb) {
    boolean broken = false;
    for (Step step : climb.steps()) {
      List<State> states = step.stage().asked().stream().map(each -> state(each, step)).toList();
      broken |= standing(step) == Standing.FAILED;
      boolean unexplained = states.contains(State.UNDECIDED) || states.contains(State.NOT_TRIED);
      if (states.contains(State.FAULT) || (unexplained && !broken)) {
        return false;
      }
    }
    return true;
  }

  static Optional<Result> first(Step step) {
    return crash(step)
        .or(() -> lastWords(step))
        .or(() -> first(step, State.BROKEN))
        .or(() -> first(step, State.FAULT))
        .or(() -> first(step, State.UNDECIDED));
  }

  /// What brought the server down, in whichever stage that is asked.
  private static Optional<Result> crash(Step step) {
    return step.report().results().stream()
        .filter(result -> result.of().id().endsWith(Survival.RULE) && result.is(Kind.VIOLATES))
        .findFirst();
  }

  /// Of a server that ended by itself, what it was asked last: what does not hold and was decided
  /// just before nobody was there any more.
  private static Optional<Result> lastWords(Step step) {
    List<Result> results = step.report().results();
    boolean gone = results.stream().anyMatch(result -> !wasHeard(result));
    if (step.ending().isEmpty() || !gone) {
      return Optional.empty();
    }
    // an inconclusive one met a server that was about to go: the one before it is to blame
    return results.stream()
        .takeWhile(Grading::wasHeard)
        .filter(result -> result.is(Kind.VIOLATES) || result.is(Kind.TOLERATED))
        .reduce((_, later) -> later);
  }

  private static boolean wasHeard(Result result) {
    return result.transcript().stream().anyMatch(Event.Sent.class::isInstance)
        || result.transcript().isEmpty();
  }

  private static Optional<Result> first(Step step, State wanted) {
    return step.stage().asked().stream()
        .filter(asked -> asked.gates() && state(asked, step) == wanted)
        .flatMap(asked -> results(asked, step).stream())
        .filter(result -> state(result) == wanted)
        .findFirst();
  }

  private static List<Result> results(ScoredSpec asked, Step step) {
    return asked.fullIds().stream()
        .flatMap(id -> step.report().results().stream().filter(each -> each.fullId().equals(id)))
        .toList();
  }

  static State state(ScoredSpec asked, Step step) {
    List<State> rows = results(asked, step).stream().map(Grading::state).toList();
    for (State state : List.of(State.FAULT, State.BROKEN, State.UNDECIDED)) {
      if (rows.contains(state)) {
        return state;
      }
    }
    if (rows.size() < asked.fullIds().size()) {
      return State.NOT_TRIED;
    }
    return rows.contains(State.HELD) ? State.HELD : State.NOT_APPLICABLE;
  }

  private static State state(Result result) {
    return result.verdict().map(verdict -> state(verdict.kind(), result)).orElse(State.FAULT);
  }

  private static State state(Kind kind, Result result) {
    return switch (kind) {
      case CONFORMS, OBSERVED -> State.HELD;
      case VIOLATES -> State.BROKEN;
      case TOLERATED -> isAdvice(result.of().level()) ? State.BROKEN : State.HELD;
      case INCONCLUSIVE -> State.UNDECIDED;
      case NOT_APPLICABLE -> State.NOT_APPLICABLE;
    };
  }

  /// Not to follow a SHOULD is tolerated, and earns nothing.
  private static boolean isAdvice(Level level) {
    return level == Level.SHOULD || level == Level.MAY;
  }
}
