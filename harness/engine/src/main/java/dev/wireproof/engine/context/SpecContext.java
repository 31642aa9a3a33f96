package dev.wireproof.engine.context;

import dev.wireproof.engine.sut.Randomness;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Transcript;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What one running spec has at hand, and what it says on the way. Ends with [#close], which closes
/// all that was opened, from any thread.
public final class SpecContext implements AutoCloseable {

  private static final int NAME_DIGITS = 8;

  private final String specId;
  private final Target target;
  private final RunKnowledge knowledge;
  private final Transcript transcript = new Transcript();
  private final List<String> tolerated = new ArrayList<>();
  private final List<Runnable> beside = new ArrayList<>();
  private final Deque<WireClient> open = new ArrayDeque<>();
  private @Nullable RandomGenerator random;
  private Optional<String> fact = Optional.empty();
  private boolean timedOut;
  private boolean lastTry;
  private Optional<String> unreachable = Optional.empty();
  private Optional<String> lost = Optional.empty();
  private String round = "";
  private boolean closed;

  public SpecContext(String specId, Target target, RunKnowledge knowledge) {
    this.specId = specId;
    this.target = target;
    this.knowledge = knowledge;
  }

  /// A name that nothing else uses: a room, a key, a payee.
  public synchronized String freshName(String prefix) {
    return prefix + "-" + Randomness.token(random(), NAME_DIGITS);
  }

  /// Random values that are the same in each run with the same seed.
  public synchronized RandomGenerator random() {
    if (random == null) {
      random = target.environment().random().of(specId);
    }
    return random;
  }

  public String specId() {
    return specId;
  }

  public Target target() {
    return target;
  }

  public Patience patience() {
    return knowledge.patience();
  }

  /// What the specs of the run share.
  public RunKnowledge knowledge() {
    return knowledge;
  }

  public Transcript transcript() {
    return transcript;
  }

  /// Judges what a client brought; what is tolerated is noted, and the spec goes on.
  ///
  /// @throws VerdictException when the rule is broken, or nothing can be said of it
  public <T> void expect(T value, Expectation<? super T> expectation) {
    expect(value, expectation, "");
  }

  /// As [#expect(Object, Expectation)].
  ///
  /// @param of follows what was expected, such as the request that the value is an answer to
  public <T> void expect(T value, Expectation<? super T> expectation, String of) {
    switch (expectation.check().apply(value)) {
      case Verdict.Violates(String expected, String saw) ->
          throw VerdictException.violates(expected + of, saw);
      case Verdict.NotApplicable(String why) -> throw VerdictException.notApplicable(why);
      case Verdict.Inconclusive undecided -> throw VerdictException.of(undecided);
      case Verdict.Tolerated(String why) -> tolerate(why);
      case Verdict.Conforms _, Verdict.Observed _ -> {}
    }
  }

  /// What to throw where a step that the spec needs failed, and what failed is what a rule is
  /// about: the spec is not judged because of that rule, so that one thing that is missing shows
  /// under one id. In the spec of that rule itself it is a control like any other.
  ///
  /// @param ruleId the id of the rule that the step is about
  public VerdictException prerequisiteFailed(String ruleId, String expected, String saw) {
    String why = "expected " + expected + ", saw " + saw;
    boolean isThatRule = specId.equals(ruleId) || specId.startsWith(ruleId + "/");
    return isThatRule
        ? VerdictException.inconclusive("the control failed: " + why)
        : VerdictException.notJudgedBecauseOf(ruleId, why);
  }

  /// Right effect, lesser flaw: the spec goes on, and its verdict is Tolerated if nothing worse
  /// comes.
  public synchronized void tolerate(String why) {
    transcript.note("tolerated: " + why);
    if (!tolerated.contains(why)) {
      tolerated.add(why);
    }
  }

  public synchronized void observe(String what) {
    transcript.note("observed: " + what);
    fact = Optional.of(what);
  }

  /// Something that breaks another rule than the one under way, if it is no part of what breaks
  /// that one: it is filed when the spec has ended without a violation of its own.
  public synchronized void foundBeside(String rule, PassiveFindings.Finding finding) {
    beside.add(() -> knowledge.findings().add(rule, finding));
  }

  /// Files what was found beside the rule under way.
  public synchronized void fileFindings() {
    beside.forEach(Runnable::run);
    beside.clear();
  }

  /// A spec that is tried several times begins another round.
  public synchronized void beginRound(int round, int of) {
    transcript.note("round " + round + " of " + of);
    this.round = " (in round " + round + " of " + of + ")";
  }

  /// The verdict that ended the spec, with the round that showed it.
  public synchronized Verdict inRound(Verdict verdict) {
    return verdict instanceof Verdict.Violates(String expected, String saw)
        ? new Verdict.Violates(expected, saw + round)
        : verdict;
  }

  /// What is seen from now on is believed: the spec will not be tried again.
  public synchronized void lastTry() {
    lastTry = true;
  }

  /// How long to wait for something that a conforming target sends in this situation.
  public synchronized Duration forAnswer(Situation situation) {
    return patience().forAnswer(situation, lastTry);
  }

  /// A wait in this situation ended with what was waited for.
  public void shown(Situation situation, Duration took) {
    patience().shown(situation, took);
  }

  /// A wait in this situation ran out. What follows from it hangs on time, unless nothing comes
  /// there however long it is waited for.
  public void inVain(Situation situation, Duration waited) {
    patience().inVain(situation, waited);
    if (!patience().isVain(situation)) {
      timedOut();
    }
  }

  /// A wait for something ran out, so what follows from it hangs on time.
  public synchronized void timedOut() {
    timedOut = true;
  }

  public synchronized boolean hasTimedOut() {
    return timedOut;
  }

  /// The target did not take a connection, so nothing can be said of the rule.
  public synchronized void couldNotConnect(String why) {
    unreachable = Optional.of(why);
  }

  public synchronized Optional<String> unreachable() {
    return unreachable;
  }

  /// The spec ended and left no target behind; nothing can be tried on it any more.
  public synchronized void lostTarget(String why) {
    lost = Optional.of(why);
  }

  public synchronized Optional<String> lost() {
    return lost;
  }

  /// The verdict of a spec that ran to its end.
  public synchronized Verdict conclusion() {
    if (fact.isPresent()) {
      return new Verdict.Observed(fact.get());
    }
    return tolerated.isEmpty()
        ? new Verdict.Conforms()
        : new Verdict.Tolerated(String.join("; ", tolerated));
  }

  /// Has `client` closed with this context; at once when the context is closed already.
  public synchronized void adopt(WireClient client) {
    if (closed) {
      client.close();
    } else {
      open.push(client);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
