package dev.wireproof.verification.matrix;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What passes from now on: time, and that of the processors which this JVM used. Processes that it
/// starts are not counted.
final class Stopwatch {

  private final long begin = System.nanoTime();
  private final Duration processor = processor();

  private static Duration processor() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Duration.ofNanos(system.getProcessCpuTime());
  }

  @Override
  public String toString() {
    return "%.1f s, %.1f s of CPU"
        .formatted(
            (System.nanoTime() - begin) / 1e9, processor().minus(processor).toMillis() / 1e3);
  }
}
