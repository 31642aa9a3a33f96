package dev.wireproof.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SchedulingLagTest {

  private final AtomicLong clock = new AtomicLong(1_000);
  private long late;
  private final SchedulingLag lag =
      new SchedulingLag(clock::get, nanos -> clock.addAndGet(nanos + late));

  private void tickLateBy(Duration by) {
    late = by.toNanos();
    lag.tick();
  }

  @Test
  void withoutATickNothingIsKnown() {
    assertThat(lag.worstSince(0)).isZero();
  }

  @Test
  void whoIsOnTimeIsNotLate() {
    tickLateBy(Duration.ZERO);
    assertThat(lag.worstSince(0)).isZero();
  }

  @Test
  void theWorstOfSeveralCounts() {
    tickLateBy(Duration.ofMillis(3));
    tickLateBy(Duration.ofMillis(40));
    tickLateBy(Duration.ofMillis(1));
    assertThat(lag.worstSince(0)).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void whatWasBeforeDoesNotCount() {
    tickLateBy(Duration.ofMillis(40));
    long since = clock.get() + 1;
    tickLateBy(Duration.ofMillis(2));
    assertThat(lag.worstSince(since)).isEqualTo(Duration.ofMillis(2));
  }

  @Test
  void aLongRunForgetsItsBeginning() {
    tickLateBy(Duration.ofMillis(40));
    for (int i = 0; i < 1 << 14; i++) {
      tickLateBy(Duration.ofMillis(1));
    }
    assertThat(lag.worstSince(0)).isEqualTo(Duration.ofMillis(1));
  }
}
