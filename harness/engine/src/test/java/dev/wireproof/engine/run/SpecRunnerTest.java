package dev.wireproof.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.protocol.Topic;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.sut.Settings;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The order of a run, what is tried twice, and what ends it early.
class SpecRunnerTest {

  /// What the specs of a test do, by rule; the others conform.
  static final class Plan {
    private final Map<String, Consumer<SpecContext>> byId = new ConcurrentHashMap<>();
    private final List<String> played = new CopyOnWriteArrayList<>();

    void at(String rule, Consumer<SpecContext> does) {
      byId.put("scripted.run." + rule, does);
    }
  }

  /// What a spec of these tests has in its hand.
  public static final class Script implements WireClient {

    private final SpecContext context;

    public Script(SpecContext context) {
      this.context = context;
    }

    void play() {
      Plan plan = context.target().setting(Plan.class).orElseThrow();
      plan.played.add(context.specId().substring("scripted.run.".length()));
      plan.byId.getOrDefault(context.specId(), _ -> {}).accept(context);
    }

    @Override
    public void close() {}
  }

  @Topic(value = "scripted", title = "Scripted", over = Scripted.class, source = "a test")
  static final class Declared {

    @Must(id = "scripted.run.alone", claim = "a", proves = Property.FRAMING, alone = true)
    void alone(Script script) {
      script.play();
    }

    @Must(id = "scripted.run.base", claim = "b", proves = Property.FRAMING, base = true)
    void base(Script script) {
      script.play();
    }

    @Must(id = "scripted.run.one", claim = "1", proves = Property.FRAMING)
    void one(Script script) {
      script.play();
    }

    @Must(id = "scripted.run.passive", claim = "p", proves = Property.FRAMING, passive = true)
    void passive(Script script) {
      script.play();
    }
  }

  @Topic(value = "scripted", title = "Scripted", over = Scripted.class, source = "a test")
  static final class OneMust {

    @Must(id = "scripted.run.only", claim = "o", proves = Property.FRAMING)
    void only(Script script) {
      script.play();
    }
  }

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.of(List.of(Declared.class));

  private final Plan plan = new Plan();

  private Target target(Map<String, String> limits) {
    return Scripted.target(limits, Settings.of(List.of(plan)), "scripted");
  }

  private RunReport run(Map<String, String> limits) {
    return new SpecRunner(RunRequest.of(CATALOGUE, target(limits))).run();
  }

  private static Verdict verdict(RunReport report, String rule) {
    return report.results().stream()
        .filter(result -> result.of().id().equals("scripted.run." + rule))
        .findFirst()
        .flatMap(Result::verdict)
        .orElseThrow();
  }

  private static void violates(SpecContext context) {
    throw VerdictException.violates("a thing", "another");
  }

  @Test
  void theBaseComesFirstAndWhatLooksBackLast() {
    RunReport report = run(Map.of());
    assertThat(plan.played).containsExactly("base", "one", "alone", "passive");
    assertThat(report.info().gate().holds()).isTrue();
    assertThat(report.info().unusable()).isEmpty();
  }

  @Test
  void withoutItsBaseNothingIsJudged() {
    plan.at("base", SpecRunnerTest::violates);
    RunReport report = run(Map.of());
    assertThat(plan.played).containsOnly("base");
    assertThat(report.info().unusable().orElseThrow()).contains("scripted.run.base");
  }

  @Test
  void whereNobodyIsNoSpecIsTried() {
    RunReport report = run(Map.of("unusable", ""));
    assertThat(plan.played).isEmpty();
    assertThat(report.results()).isEmpty();
    assertThat(report.info().unusable()).contains("nobody is there");
  }

  @Test
  void aViolationThatHangsOnTimeIsSeenTwiceBeforeItIsBelieved() {
    var tries = new AtomicInteger();
    plan.at(
        "one",
        context -> {
          if (tries.getAndIncrement() == 0) {
            context.timedOut();
            violates(context);
          }
        });
    RunReport report = run(Map.of());
    assertThat(tries).hasValue(2);
    assertThat(verdict(report, "one")).isEqualTo(new Verdict.Conforms());
    assertThat(report.results()).hasSize(4);
  }

  @Test
  void whatHangsOnTimeTwiceIsBelieved() {
    plan.at(
        "one",
        context -> {
          context.timedOut();
          violates(context);
        });
    RunReport report = run(Map.of());
    assertThat(plan.played).filteredOn("one"::equals).hasSize(2);
    assertThat(verdict(report, "one")).isEqualTo(new Verdict.Violates("a thing", "another"));
    assertThat(report.info().gate().holds()).isFalse();
  }

  @Test
  void aViolationOfWhatIsSeenAtOnceIsNotTriedAgain() {
    plan.at("one", SpecRunnerTest::violates);
    run(Map.of());
    assertThat(plan.played).filteredOn("one"::equals).hasSize(1);
  }

  @Test
  void whereTheTargetIsLostTheRestIsInconclusive() {
    plan.at("one", context -> context.lostTarget("it died"));
    RunReport report = run(Map.of());
    assertThat(verdict(report, "passive")).isEqualTo(new Verdict.Inconclusive("it died"));
    assertThat(report.info().unusable()).contains("it died");
  }

  @Test
  void whereNoMustCanBeDecidedTheTargetIsNotGreen() {
    SpecCatalogue withoutBase = SpecCatalogue.of(List.of(OneMust.class));
    plan.at(
        "only",
        _ -> {
          throw VerdictException.inconclusive("who knows");
        });
    RunReport report = new SpecRunner(RunRequest.of(withoutBase, target(Map.of()))).run();
    assertThat(report.info().unusable().orElseThrow())
        .contains("not one MUST could be decided", "who knows");
  }

  @Test
  void aCrashIsAResultToo() {
    plan.at(
        "one",
        _ -> {
          throw new IllegalStateException("a mistake");
        });
    RunReport report = run(Map.of());
    assertThat(report.results()).filteredOn(result -> result.verdict().isEmpty()).hasSize(1);
    assertThat(plan.played).contains("passive");
  }

  @Test
  void whatAFirstLookFoundServesAnotherRun() {
    var first = new SpecRunner(RunRequest.of(CATALOGUE, target(Map.of("bears", "3"))));
    first.run();
    assertThat(first.pace()).isEqualTo(new Pace(Duration.ofMillis(7), Map.of(), 3));
    var patience = new AtomicInteger();
    plan.at("one", context -> patience.set(context.patience().high().toMillisPart()));
    // a look would find nobody
    RunReport report =
        new SpecRunner(RunRequest.of(CATALOGUE, target(Map.of("unusable", ""))), first.pace())
            .run();
    assertThat(report.info().unusable()).isEmpty();
    assertThat(patience).hasValueGreaterThanOrEqualTo(6);
  }
}
