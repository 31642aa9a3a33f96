package dev.wireproof.wire;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A moment after which waiting is over. One deadline serves a whole expectation, however many
/// events it takes, so that a peer that drips cannot stretch it.
public final class Deadline {

  private final Duration allowed;
  private final LongSupplier clock;
  private final long at;

  private Deadline(Duration allowed, LongSupplier clock) {
    this.allowed = allowed;
    this.clock = clock;
    this.at = clock.getAsLong() + allowed.toNanos();
  }

  public static Deadline in(Duration allowed) {
    return in(allowed, System::nanoTime);
  }

  /// By another clock.
  ///
  /// @param clock tells nanoseconds since whenever
  static Deadline in(Duration allowed, LongSupplier clock) {
    return new Deadline(allowed, clock);
  }

  /// How long this deadline was from the start.
  public Duration allowed() {
    return allowed;
  }

  /// Nanoseconds that are left, never negative.
  public long nanosLeft() {
    return Math.max(0, at - clock.getAsLong());
  }

  public boolean passed() {
    return nanosLeft() == 0;
  }
}
