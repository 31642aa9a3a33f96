package dev.wireproof.verification.slow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.run.RunReport;
import dev.wireproof.engine.run.RunRequest;
import dev.wireproof.engine.run.SpecRunner;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.Targets;
import dev.wireproof.engine.verdict.Verdict.Kind;
import dev.wireproof.reference.http1.Http1Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Slow is not wrong: a correct server violates nothing, however long it takes.
class SlowServerTest {

  private static final String ALL = "[A-Z]*";

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.load();

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true", disabledReason = "only with -Psoak")
  void anAnswerMayTakeAWhile() throws IOException {
    expectNoViolation(SlowRelay.Pace.answering(Duration.ofMillis(700), ALL));
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true", disabledReason = "only with -Psoak")
  void onlyPostMayBeSlow() throws IOException {
    expectNoViolation(SlowRelay.Pace.answering(Duration.ofSeconds(3), "POST"));
  }

  @Test
  void aConnectionMayLingerTwoSeconds() throws IOException {
    expectNoViolation(SlowRelay.Pace.closing(Duration.ofSeconds(2)));
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true", disabledReason = "only with -Psoak")
  void aConnectionMayLingerThreeSeconds() throws IOException {
    expectNoViolation(SlowRelay.Pace.closing(Duration.ofSeconds(3)));
  }

  @Test
  void aPipelineMayEndBehindItsFirstRequest() throws IOException {
    expectNoViolation(SlowRelay.Pace.closing(Duration.ZERO).answeringOnePerWrite());
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true", disabledReason = "only with -Psoak")
  void aPipelineMayEndLongBehindItsFirstRequest() throws IOException {
    expectNoViolation(SlowRelay.Pace.closing(Duration.ofSeconds(2)).answeringOnePerWrite());
  }

  @ParameterizedTest
  @ValueSource(ints = {1500, 3000, 5000})
  @EnabledIfSystemProperty(named = "soak", matches = "true", disabledReason = "only with -Psoak")
  void anAnswerMayTakeVeryLong(int millis) throws IOException {
    expectNoViolation(SlowRelay.Pace.answering(Duration.ofMillis(millis), ALL));
  }

  /// The time-outs of the server behind are not those of the relay.
  private static Target slow(SlowRelay relay) {
    Target target = Targets.open(relay.address(), TargetOptions.claiming(List.of("http1")));
    return target.promising(new Target.Promises(target.claims(), Map.of(), target.endpoints()));
  }

  private static void expectNoViolation(SlowRelay.Pace pace) throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var behind = Http1Server.start(loopback, Set.of());
        var relay = new SlowRelay(behind.address(), pace);
        Target slow = slow(relay)) {
      RunReport report = new SpecRunner(RunRequest.of(CATALOGUE, slow)).run();
      assertThat(report.info().unusable()).isEmpty();
      assertThat(report.results()).filteredOn(result -> result.is(Kind.CONFORMS)).isNotEmpty();
      assertThat(violations(report.results())).isEmpty();
    }
  }

  private static List<String> violations(List<Result> results) {
    return results.stream()
        .filter(result -> result.is(Kind.VIOLATES) || result.verdict().isEmpty())
        .map(result -> result.fullId() + " " + result.outcome())
        .toList();
  }
}
