package dev.wireproof.engine.run;

import dev.wireproof.engine.context.Crashes;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.Survival;
import dev.wireproof.engine.evidence.Reproduction;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.run.Run.Item;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Recording;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;

/// One try of one spec: what it says of itself becomes a verdict here, and only here.
final class Attempt {

  private final Run run;
  private final Item item;
  private final About about;
  private final SpecContext context;
  private long begin = System.nanoTime();
  private Duration took = Duration.ZERO;
  private boolean starved;
  private Outcome outcome = new Outcome.HarnessFault("the spec was never started");

  Attempt(Run run, Item item, SpecContext context) {
    this.run = run;
    this.item = item;
    this.about = item.spec().about(item.row());
    this.context = context;
  }

  /// Why there is nothing to try, where that is so.
  Optional<Verdict> decidedWithoutTrying() {
    Target target = run.target();
    Safety safety = about.safety();
    if (run.gone().isPresent() && !isAboutCrashes()) {
      return Optional.of(new Verdict.Inconclusive(run.gone().get()));
    }
    if (safety.compareTo(target.allowed()) > 0) {
      String level = safety.name().toLowerCase(java.util.Locale.ROOT);
      return Optional.of(
          new Verdict.NotApplicable("costs the target more than allowed; --allow " + level));
    }
    for (String need : item.spec().needs()) {
      if (!target.claims(need)) {
        return Optional.of(
            new Verdict.NotApplicable("the target does not claim " + need + "; --claim " + need));
      }
    }
    return Optional.empty();
  }

  /// What is known of a target that is gone is still told.
  private boolean isAboutCrashes() {
    return about.id().endsWith(Survival.RULE)
        && !Crashes.of(run.knowledge()).of(about.topic().name()).isEmpty();
  }

  /// Runs the spec's method within the patience for a whole spec.
  void run(Permits.Work<Throwable> method) {
    begin = System.nanoTime();
    try (var watchdog = new SpecWatchdog(context, run.patience().forSpec())) {
      outcome = judge(method);
      if (watchdog.hasBitten()) {
        outcome = judged(new Verdict.Inconclusive("not done after " + run.patience().forSpec()));
      }
    } finally {
      took = Duration.ofNanos(System.nanoTime() - begin);
      context.close();
      context.lost().ifPresent(run::targetIsGone);
    }
    outcome = doubt(outcome);
    if (!brokeOrBent()) {
      context.fileFindings();
    }
  }

  /// Whether the rule was broken, however that is judged.
  private boolean brokeOrBent() {
    return outcome instanceof Outcome.Judged(Verdict verdict)
        && (verdict.kind() == Verdict.Kind.VIOLATES || verdict.kind() == Verdict.Kind.TOLERATED);
  }

  private Outcome judge(Permits.Work<Throwable> method) {
    try {
      method.run();
      return judged(context.conclusion());
    } catch (VerdictException decided) {
      return judged(byLevel(context.inRound(decided.verdict())));
    } catch (Throwable fault) {
      return new Outcome.HarnessFault(stackTrace(fault));
    }
  }

  /// Not to follow a SHOULD or an option is no violation, and neither is a lesson that the target
  /// never said it had learnt.
  private Verdict byLevel(Verdict verdict) {
    if (about.level() == Level.TEACHES
        && !run.target().declares(about.topic().name())
        && verdict instanceof Verdict.Violates(String expected, String saw)) {
      return new Verdict.Tolerated("not claimed: expected " + expected + ", saw " + saw);
    }
    boolean lenient = about.level() == Level.SHOULD || about.level() == Level.MAY;
    if (lenient && verdict instanceof Verdict.Violates(String expected, String saw)) {
      return new Verdict.Tolerated("expected " + expected + ", saw " + saw);
    }
    return verdict;
  }

  /// What a target that took no connection, or a harness that was starved itself, cannot have
  /// shown.
  private Outcome doubt(Outcome found) {
    if (!(found instanceof Outcome.Judged(Verdict.Violates _))) {
      return found;
    }
    if (context.unreachable().isPresent()) {
      String why = context.unreachable().get();
      if (!run.watch().isArmed()) {
        run.checkStillThere(why);
      }
      return judged(new Verdict.Inconclusive(why));
    }
    Duration late = run.lateness().worstSince(begin);
    starved =
        (dependsOnTime() && late.compareTo(run.patience().forAnswer().dividedBy(4)) > 0)
            || keptTargetWaiting(late);
    return starved ? judged(Verdict.Inconclusive.heldUp(late)) : found;
  }

  /// A target that gives up late clients may have given up one that was held up with the harness.
  private boolean keptTargetWaiting(Duration late) {
    return run.target()
        .shortestTimeout()
        .filter(timeout -> late.compareTo(timeout.dividedBy(3)) > 0)
        .isPresent();
  }

  private boolean dependsOnTime() {
    return item.spec().timing() || context.hasTimedOut();
  }

  /// Whether the result is not to be believed until it was seen twice.
  boolean isTimingDependent() {
    boolean bad =
        outcome instanceof Outcome.Judged(Verdict verdict)
            && (verdict.kind() == Verdict.Kind.VIOLATES
                || verdict.kind() == Verdict.Kind.INCONCLUSIVE);
    return bad && (dependsOnTime() || starved || context.unreachable().isPresent());
  }

  /// Whether the rule held.
  boolean conforms() {
    return outcome instanceof Outcome.Judged(Verdict.Conforms _);
  }

  Recording recording() {
    return context.transcript().recording();
  }

  Outcome outcome() {
    return outcome;
  }

  Result result(Outcome of) {
    Recording recorded = context.transcript().recording();
    boolean violates = of instanceof Outcome.Judged(Verdict.Violates _);
    return new Result(
        about,
        of,
        took.toMillis(),
        run.deviation(about.fullId()),
        Reproduction.of(
            run.target(), exchange -> item.spec().over().command(run.target(), exchange), recorded),
        violates ? recorded : recorded.undecided());
  }

  private static Outcome judged(Verdict verdict) {
    return new Outcome.Judged(verdict);
  }

  private static String stackTrace(Throwable fault) {
    var text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
