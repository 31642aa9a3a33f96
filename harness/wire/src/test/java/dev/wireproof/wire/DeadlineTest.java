package dev.wireproof.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  /// Near the end of its range, since the origin of nanoseconds is arbitrary.
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 2);

  private final Deadline deadline = Deadline.in(Duration.ofNanos(10), clock::get);

  @Test
  void whatIsLeftShrinksWithTime() {
    assertThat(deadline.nanosLeft()).isEqualTo(10);
    clock.addAndGet(9);
    assertThat(deadline.nanosLeft()).isEqualTo(1);
    assertThat(deadline.passed()).isFalse();
  }

  @Test
  void itPassesAtItsMomentAndStaysPassed() {
    clock.addAndGet(10);
    assertThat(deadline.passed()).isTrue();
    clock.addAndGet(1_000);
    assertThat(deadline.nanosLeft()).isZero();
  }

  @Test
  void itsLengthIsRememberedWhenItHasPassed() {
    clock.addAndGet(20);
    assertThat(deadline.allowed()).isEqualTo(Duration.ofNanos(10));
  }
}
