package dev.wireproof.clients.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.Verdict.Conforms;
import dev.wireproof.engine.verdict.Verdict.Violates;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseSamplingTest {

  private static final Duration MOST = Duration.ofMillis(20);

  private final PhaseSampling rounds = new PhaseSampling();

  /// Samples a server that answers an event after `delay`, which may depend on the phase.
  private Verdict sample(UnaryOperator<Duration> delay) {
    while (!rounds.isDecided()) {
      rounds.add(delay.apply(rounds.nextPhase()), MOST);
    }
    Expectation<PhaseSampling> expectation = PhaseSampling.mostlyInTime("at once");
    return expectation.judge(rounds);
  }

  @Test
  void serverThatIsWokenIsInTime() {
    assertThat(sample(_ -> Duration.ofMillis(2))).isInstanceOf(Conforms.class);
  }

  @Test
  void onePauseOfTheMachineDecidesNothing() {
    assertThat(sample(phase -> phase.toMillis() == 59 ? Duration.ofSeconds(1) : Duration.ZERO))
        .isInstanceOf(Conforms.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 100, 150, 200, 500, 1000})
  void serverThatLooksIsLateInMostPhases(long everyMillis) {
    Verdict verdict =
        sample(phase -> Duration.ofMillis(everyMillis - phase.toMillis() % everyMillis));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Violates.class, violates -> assertThat(violates.saw()).contains("looks again"));
  }

  @Test
  void phasesGrowFromRoundToRound() {
    Duration first = rounds.nextPhase();
    rounds.add(Duration.ZERO, MOST);
    assertThat(rounds.nextPhase()).isGreaterThan(first);
  }
}
