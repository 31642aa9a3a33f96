package dev.wireproof.engine.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Patience has no clock: it is told how long things took.
class PatienceTest {

  private final Patience patience = new Patience();

  @Test
  void withoutExperienceItIsTheLeast() {
    assertThat(patience.forAnswer()).isEqualTo(Duration.ofSeconds(1));
    assertThat(patience.forQuiet()).isEqualTo(Duration.ofMillis(120));
  }

  @Test
  void aFastTargetMakesItNoShorter() {
    patience.learn(Duration.ofMillis(1));
    assertThat(patience.forAnswer()).isEqualTo(Duration.ofSeconds(1));
    assertThat(patience.forQuiet()).isEqualTo(Duration.ofMillis(120));
  }

  @Test
  void itIsAMultipleOfTheSlowestExchange() {
    patience.learn(Duration.ofMillis(200));
    patience.learn(Duration.ofMillis(199));
    assertThat(patience.high()).isEqualTo(Duration.ofMillis(199));
    assertThat(patience.forAnswer()).isEqualTo(Duration.ofMillis(199 * 25));
    assertThat(patience.forQuiet()).isEqualTo(Duration.ofMillis(199 * 4));
  }

  @Test
  void aVerySlowTargetHasACeiling() {
    patience.learn(Duration.ofSeconds(5));
    assertThat(patience.forAnswer()).isEqualTo(Duration.ofSeconds(15));
    assertThat(patience.forQuiet()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aSlowExchangeIsForgottenSlowly() {
    patience.learn(Duration.ofNanos(6_400));
    patience.learn(Duration.ZERO);
    assertThat(patience.high()).isEqualTo(Duration.ofNanos(6_300));
    for (int i = 0; i < 500; i++) {
      patience.learn(Duration.ZERO);
    }
    assertThat(patience.high()).isLessThan(Duration.ofNanos(100));
  }

  @Test
  void aWholeSpecOutlastsAnyOfItsWaits() {
    patience.learn(Duration.ofSeconds(5));
    assertThat(patience.forSpec()).isGreaterThan(patience.forAnswer().multipliedBy(2));
  }
}
