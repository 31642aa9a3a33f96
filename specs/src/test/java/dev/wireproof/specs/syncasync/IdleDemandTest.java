package dev.wireproof.specs.syncasync;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdleDemandTest {

  private static final Duration BUSY = Duration.ofMillis(60);

  private final IdleDemand demand =
      new IdleDemand(List.of(ProcessHandle.current().pid()), 3, Duration.ofMillis(50));

  @Test
  void processThatIsBusyInEachWindowIsSeen() {
    var windows = new AtomicInteger();
    Duration wanted =
        demand.over(() -> {
          windows.incrementAndGet();
          work();
        });
    assertThat(windows).hasValue(3);
    assertThat(wanted).isGreaterThanOrEqualTo(BUSY);
  }

  @Test
  void oneIdleWindowIsEnough() {
    var windows = new AtomicInteger();
    demand.over(() -> {
      if (windows.incrementAndGet() == 1) {
        work();
      }
    });
    assertThat(windows).hasValueLessThanOrEqualTo(3).hasValueGreaterThan(1);
  }

  /// Keeps a processor busy until this thread has used it for so long.
  private static void work() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + BUSY.toNanos();
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
