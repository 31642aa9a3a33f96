package dev.wireproof.engine.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Watches whether the harness itself is on time: a thread that asks to be woken regularly, and
/// notes by how much it was late. On a machine that starves the harness, a wait that ran out says
/// nothing about the target.
final class SchedulingLag implements AutoCloseable {

  private static final long TICK = Duration.ofMillis(25).toNanos();
  private static final int SLOTS = 1 << 14;

  /// How late each tick was, the newest at `ticks`; a ring.
  private final long[] when = new long[SLOTS];

  private final long[] late = new long[SLOTS];
  private final AtomicLong ticks = new AtomicLong();
  private final LongSupplier clock;
  private final LongConsumer wait;
  private volatile boolean stopped;

  /// By the machine's own clock, watching from now on.
  SchedulingLag() {
    this(System::nanoTime, LockSupport::parkNanos);
    Thread.ofPlatform().daemon().name("lateness").start(this::watch);
  }

  /// One that does not watch by itself.
  ///
  /// @param clock tells nanoseconds
  /// @param wait waits for that many, or longer
  SchedulingLag(LongSupplier clock, LongConsumer wait) {
    this.clock = clock;
    this.wait = wait;
  }

  private void watch() {
    while (!stopped) {
      tick();
    }
  }

  /// Asks to be woken once, and notes when that happened.
  void tick() {
    long asked = clock.getAsLong() + TICK;
    wait.accept(TICK);
    long now = clock.getAsLong();
    int slot = (int) (ticks.get() % SLOTS);
    when[slot] = now;
    late[slot] = Math.max(0, now - asked);
    ticks.incrementAndGet();
  }

  /// The worst since the moment `nanos` of its clock.
  Duration worstSince(long nanos) {
    long worst = 0;
    long newest = ticks.get();
    for (long tick = newest - 1; tick >= Math.max(0, newest - SLOTS); tick--) {
      int slot = (int) (tick % SLOTS);
      if (when[slot] < nanos) {
        break;
      }
      worst = Math.max(worst, late[slot]);
    }
    return Duration.ofNanos(worst);
  }

  @Override
  public void close() {
    stopped = true; // its thread sees it within a tick
  }
}
