package dev.wireproof.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.Survival;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.protocol.Topic;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.sut.Lifecycle;
import dev.wireproof.engine.sut.Settings;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Octets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A target that goes down on some inputs: who is to blame, and what becomes of the others.
class CrashInquiryTest {

  private static final String RULE = "scripted.robustness.survives";

  /// A server in the mind of this test.
  static final class Frail implements Scripted.Reachable {

    private final Set<String> deadly;
    private final boolean comesBack;
    private final CountDownLatch others = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean up = true;
    private int starts;

    Frail(boolean comesBack, String... deadly) {
      this.comesBack = comesBack;
      this.deadly = Set.of(deadly);
    }

    @Override
    public boolean isUp() {
      return up;
    }

    /// @return whether it is still there
    private boolean takes(String input) {
      asked.add(input);
      if (deadly.contains(input)) {
        up = false;
      }
      return up;
    }

    private final class Power implements Lifecycle {

      @Override
      public Duration stop(Duration within) {
        up = false;
        return Duration.ZERO;
      }

      @Override
      public Duration stopWithin() {
        return Duration.ZERO;
      }

      @Override
      public void kill() {
        up = false;
      }

      @Override
      public void start() {
        starts++;
        up = comesBack;
      }

      @Override
      public boolean isAlive() {
        return up;
      }

      @Override
      public Optional<String> ending(Duration within) {
        return up ? Optional.empty() : Optional.of("exit code 7");
      }

      @Override
      public Optional<String> byHand() {
        return Optional.empty();
      }

      @Override
      public Lifecycle another(String instance) {
        return this;
      }

      @Override
      public int instances() {
        return 1;
      }

      @Override
      public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1);
      }

      @Override
      public List<Long> processes() {
        return List.of();
      }

      @Override
      public String output() {
        return "";
      }

      @Override
      public String outputSince(long mark) {
        return up ? "" : "out of cheese";
      }

      @Override
      public void close() {
        up = false;
      }
    }
  }

  /// What the specs of this test hold.
  public static final class Asker implements WireClient {

    private final SpecContext context;
    private final Frail server;

    public Asker(SpecContext context) {
      this.context = context;
      this.server = context.target().setting(Frail.class).orElseThrow();
    }

    void ask(String input) {
      Channel channel =
          context
              .transcript()
              .channel(Channel.TCP, Ends.CLIENT_TO_TARGET, Address.UNKNOWN, Address.UNKNOWN);
      context.transcript().sent(channel, Octets.latin1(input));
      if (!server.takes(input)) {
        context.couldNotConnect("nobody is there");
        throw VerdictException.violates("an answer", "none");
      }
      context.transcript().received(channel, Octets.latin1("ok"));
    }

    /// Is under way while others go down.
    void askLate(String input) throws InterruptedException {
      assertThat(server.others.await(20, TimeUnit.SECONDS)).isTrue();
      ask(input);
    }

    void askAndLetOthersGo(String input) {
      try {
        ask(input);
      } finally {
        server.others.countDown();
      }
    }

    @Override
    public void close() {}
  }

  @Topic(value = "scripted", title = "Scripted", over = Scripted.class, source = "a test")
  static final class Declared {

    @Must(id = "scripted.some.bystander", claim = "b", proves = Property.FRAMING)
    void bystander(Asker asker) throws InterruptedException {
      asker.askLate("harmless");
    }

    @Must(id = "scripted.some.input", claim = "i", proves = Property.FRAMING, cases = Input.class)
    void input(Asker asker, Input input) {
      asker.askAndLetOthersGo(input.id());
    }

    @Must(
        id = "scripted.robustness.survives",
        claim = "s",
        proves = Property.FRAMING,
        passive = true)
    void survives(Survival run) {
      run.expectNoCrash();
    }
  }

  enum Input implements Case {
    ONE,
    TWO,
    THREE
  }

  @Topic(value = "scripted", title = "Scripted", over = Scripted.class, source = "a test")
  static final class ManyDeadly {
    @Must(id = "scripted.many.a", claim = "a", proves = Property.FRAMING)
    void a(Asker asker) {
      asker.ask("a");
    }

    @Must(id = "scripted.many.b", claim = "b", proves = Property.FRAMING)
    void b(Asker asker) {
      asker.ask("b");
    }

    @Must(id = "scripted.many.c", claim = "c", proves = Property.FRAMING)
    void c(Asker asker) {
      asker.ask("c");
    }

    @Must(id = "scripted.many.d", claim = "d", proves = Property.FRAMING)
    void d(Asker asker) {
      asker.ask("d");
    }

    @Must(id = "scripted.many.e", claim = "e", proves = Property.FRAMING)
    void e(Asker asker) {
      asker.ask("e");
    }

    @Must(id = "scripted.many.f", claim = "f", proves = Property.FRAMING)
    void f(Asker asker) {
      asker.ask("f");
    }

    @Must(
        id = "scripted.robustness.survives",
        claim = "s",
        proves = Property.FRAMING,
        passive = true)
    void survives(Survival run) {
      run.expectNoCrash();
    }
  }

  private static RunReport run(Frail server, boolean started, Class<?> declared) {
    Target described = Scripted.target(Map.of(), Settings.of(List.of(server)), "scripted");
    Target target =
        new Target(
            described.name(),
            described.address(),
            described.settings(),
            described.promises(),
            described.allowed(),
            described.environment(),
            started ? Optional.of(server.new Power()) : Optional.empty(),
            List.of());
    return new SpecRunner(RunRequest.of(SpecCatalogue.of(List.of(declared)), target)).run();
  }

  private static Verdict verdict(RunReport report, String fullId) {
    List<Result> found =
        report.results().stream().filter(result -> result.fullId().equals(fullId)).toList();
    assertThat(found).as(fullId).hasSize(1);
    return found.getFirst().verdict().orElseThrow();
  }

  @Test
  void theInputIsNamedAndAllElseIsJudged() {
    var server = new Frail(true, "two");
    RunReport report = run(server, true, Declared.class);
    assertThat(report.results()).hasSize(5);
    assertThat(verdict(report, "scripted.some.input/two"))
        .isInstanceOfSatisfying(
            Verdict.Inconclusive.class, it -> assertThat(it.because()).contains(RULE));
    for (String other : Arrays.asList("some.input/one", "some.input/three", "some.bystander")) {
      assertThat(verdict(report, "scripted." + other)).isEqualTo(new Verdict.Conforms());
    }
    assertThat(verdict(report, RULE))
        .isInstanceOfSatisfying(
            Verdict.Violates.class,
            it ->
                assertThat(it.saw())
                    .isEqualTo(
                        "scripted.some.input/two, sent “two”: it ended by itself, with exit code 7;"
                            + " it printed: out of cheese"));
    assertThat(report.info().unusable()).isEmpty();
    assertThat(report.exitCode()).isEqualTo(1);
  }

  @Test
  void whoSurvivesIsNotStartedAgain() {
    var server = new Frail(true);
    RunReport report = run(server, true, Declared.class);
    assertThat(verdict(report, RULE)).isEqualTo(new Verdict.Conforms());
    assertThat(server.starts).isZero();
    assertThat(server.asked).hasSize(4);
  }

  @Test
  void afterFiveSuchRulesNothingFurtherIsAsked() {
    RunReport report = run(new Frail(true, "a", "b", "c", "d", "e", "f"), true, ManyDeadly.class);
    assertThat(report.info().unusable().orElseThrow())
        .startsWith("so many inputs bring the target down");
    assertThat(report.exitCode()).isEqualTo(3);
    assertThat(verdict(report, RULE)).isInstanceOf(Verdict.Violates.class);
    assertThat(report.results()).hasSize(7);
  }

  @Test
  void whoCannotBeStartedAgainIsToldWithWhatWasUnderWay() {
    RunReport report = run(new Frail(false, "two"), true, Declared.class);
    assertThat(report.exitCode()).isEqualTo(3);
    assertThat(report.info().unusable().orElseThrow()).contains("scripted.some.input/two");
    assertThat(report.results()).hasSize(5);
  }

  @Test
  void aStrangerThatStaysAwayIsToldWithWhatWasUnderWay() {
    RunReport report = run(new Frail(true, "two"), false, Declared.class);
    assertThat(report.exitCode()).isEqualTo(3);
    assertThat(report.info().unusable().orElseThrow())
        .startsWith("the target is gone, after")
        .contains("scripted.some.input/two");
  }
}
