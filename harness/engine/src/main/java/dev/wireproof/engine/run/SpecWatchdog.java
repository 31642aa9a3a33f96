package dev.wireproof.engine.run;

import dev.wireproof.engine.context.SpecContext;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Closes a spec's connections when it takes too long, which ends whatever it waits for.
final class SpecWatchdog implements AutoCloseable {

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("spec-watchdog").factory());

  private final Future<?> bite;
  private volatile boolean bitten;

  SpecWatchdog(SpecContext context, Duration within) {
    bite = CLOCK.schedule(() -> bite(context), within.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Has a context closed when that time has passed.
  static void bite(SpecContext context, Duration after) {
    var _ = CLOCK.schedule(context::close, after.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void bite(SpecContext context) {
    bitten = true;
    context.close();
  }

  boolean hasBitten() {
    return bitten;
  }

  @Override
  public void close() {
    bite.cancel(false);
  }
}
