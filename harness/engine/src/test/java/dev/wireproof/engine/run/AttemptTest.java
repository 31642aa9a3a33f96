package dev.wireproof.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.RunKnowledge;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.protocol.Topic;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.run.Run.Item;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a spec says of itself, and what becomes of it. Time is the test's own.
class AttemptTest {

  @Topic(value = "scripted", title = "Scripted", over = Scripted.class, source = "a test")
  static final class Declared {

    @Must(id = "scripted.attempt.must", claim = "m", proves = Property.FRAMING)
    void must() {}

    @Must(id = "scripted.attempt.timing", claim = "t", proves = Property.FRAMING, timing = true)
    void timing() {}

    @Should(id = "scripted.attempt.should", claim = "s", proves = Property.FRAMING)
    void should() {}

    @Must(id = "scripted.attempt.lab", claim = "l", proves = Property.FRAMING, safety = Safety.LAB)
    void lab() {}

    @Must(id = "scripted.attempt.needs", claim = "n", proves = Property.FRAMING, needs = "more")
    void needs() {}
  }

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.of(List.of(Declared.class));

  /// In the future, so that whatever is noted happened after an attempt began.
  private final AtomicLong clock = new AtomicLong(System.nanoTime() + Duration.ofDays(1).toNanos());

  private long late;
  private final SchedulingLag lag =
      new SchedulingLag(clock::get, nanos -> clock.addAndGet(nanos + late));

  @SuppressWarnings("NullAway.Init") // by begin, with which every test begins
  private Attempt attempt;

  @SuppressWarnings("NullAway.Init") // likewise
  private SpecContext context;

  @BeforeEach
  void beginOne() {
    begin("must", Scripted.target(Map.of(), "scripted"));
  }

  private Run begin(String rule, Target target) {
    SpecInfo spec = CATALOGUE.find("scripted.attempt." + rule).orElseThrow();
    var patience = new Patience();
    var run =
        new Run(CATALOGUE, target, _ -> Optional.empty(), _ -> {}, patience, new Permits(1), lag);
    context = new SpecContext(spec.id(), target, RunKnowledge.of(patience));
    attempt = new Attempt(run, new Item(spec, Optional.empty()), context);
    return run;
  }

  private Run begin(String rule) {
    return begin(rule, Scripted.target(Map.of(), "scripted"));
  }

  private void wakeLateBy(Duration by) {
    late = by.toNanos();
    lag.tick();
  }

  private static void violates() {
    throw VerdictException.violates("a thing", "another");
  }

  private Verdict verdict() {
    assertThat(attempt.outcome()).isInstanceOf(Outcome.Judged.class);
    return ((Outcome.Judged) attempt.outcome()).verdict();
  }

  @Test
  void whoReturnsConforms() {
    begin("must");
    attempt.run(() -> {});
    assertThat(verdict()).isEqualTo(new Verdict.Conforms());
    assertThat(attempt.isTimingDependent()).isFalse();
  }

  @Test
  void whatWasToleratedIsTold() {
    begin("must");
    attempt.run(() -> context.tolerate("a flaw"));
    assertThat(verdict()).isEqualTo(new Verdict.Tolerated("a flaw"));
  }

  @Test
  void aBrokenMustIsAViolation() {
    begin("must");
    attempt.run(AttemptTest::violates);
    assertThat(verdict()).isEqualTo(new Verdict.Violates("a thing", "another"));
    assertThat(attempt.isTimingDependent()).isFalse();
  }

  @Test
  void aBrokenShouldIsTolerated() {
    begin("should");
    attempt.run(AttemptTest::violates);
    assertThat(verdict()).isEqualTo(new Verdict.Tolerated("expected a thing, saw another"));
  }

  @Test
  void aCrashIsAFaultOfTheHarness() {
    begin("must");
    attempt.run(() -> {
      throw new IllegalStateException("a mistake");
    });
    assertThat(attempt.outcome())
        .isInstanceOfSatisfying(
            Outcome.HarnessFault.class,
            fault -> assertThat(fault.stackTrace()).contains("a mistake", "AttemptTest"));
  }

  @Test
  void whatHangsOnTimeIsNotBelievedAtOnce() {
    begin("must");
    attempt.run(() -> {
      context.timedOut();
      violates();
    });
    assertThat(attempt.isTimingDependent()).isTrue();
    assertThat(verdict()).isInstanceOf(Verdict.Violates.class);
  }

  @Test
  void aLateHarnessSaysNothingAboutTime() {
    begin("timing");
    attempt.run(() -> {
      wakeLateBy(Duration.ofMillis(251)); // a quarter of the patience for an answer, and a little
      violates();
    });
    assertThat(verdict()).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(attempt.isTimingDependent()).isTrue();
  }

  @Test
  void aHarnessThatIsALittleLateStillJudges() {
    begin("timing");
    attempt.run(() -> {
      wakeLateBy(Duration.ofMillis(249));
      violates();
    });
    assertThat(verdict()).isInstanceOf(Verdict.Violates.class);
  }

  @Test
  void latenessIsNoExcuseWhereTimeDoesNotCount() {
    begin("must");
    attempt.run(() -> {
      wakeLateBy(Duration.ofSeconds(10));
      violates();
    });
    assertThat(verdict()).isInstanceOf(Verdict.Violates.class);
  }

  @Test
  void aTargetThatGivesUpLateClientsMayHaveGivenUpThisOne() {
    begin("must", Scripted.target(Map.of("idle-timeout", "300ms"), "scripted"));
    attempt.run(() -> {
      wakeLateBy(Duration.ofMillis(101));
      violates();
    });
    assertThat(verdict()).isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void whoTookNoConnectionBrokeNoRule() {
    Run run = begin("must", Scripted.target(Map.of("unusable", ""), "scripted"));
    attempt.run(() -> {
      context.couldNotConnect("refused");
      violates();
    });
    assertThat(verdict()).isEqualTo(new Verdict.Inconclusive("refused"));
    assertThat(run.gone()).contains("the target is gone: refused");
  }

  @Test
  void whatCostsTooMuchIsNotTried() {
    begin("lab");
    assertThat(attempt.decidedWithoutTrying())
        .containsInstanceOf(Verdict.NotApplicable.class)
        .hasValueSatisfying(verdict -> assertThat(verdict.toString()).contains("--allow lab"));
  }

  @Test
  void whatNeedsMoreThanIsClaimedIsNotTried() {
    begin("needs");
    assertThat(attempt.decidedWithoutTrying())
        .hasValueSatisfying(verdict -> assertThat(verdict.toString()).contains("--claim more"));
    begin("needs", Scripted.target(Map.of(), "scripted", "more"));
    assertThat(attempt.decidedWithoutTrying()).isEmpty();
  }

  @Test
  void afterTheTargetIsGoneNothingIsTried() {
    begin("must").targetIsGone("it died");
    assertThat(attempt.decidedWithoutTrying()).contains(new Verdict.Inconclusive("it died"));
  }
}
