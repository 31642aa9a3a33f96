package dev.wireproof.wire;

import java.time.Duration;

/// A moment after which waiting is over. One deadline serves a whole expectation, however many
/// events it takes, so that a peer that drips cannot stretch it.
public final class Deadline {

  private final Duration allowed;
  private final long at;

  private Deadline(Duration allowed) {
    this.allowed = allowed;
    this.at = System.nanoTime() + allowed.toNanos();
  }

  public static Deadline in(Duration allowed) {
    return new Deadline(allowed);
  }

  /// How long this deadline was from the start.
  public Duration allowed() {
    return allowed;
  }

  /// Nanoseconds that are left, never negative.
  public long nanosLeft() {
    return Math.max(0, at - System.nanoTime());
  }

  public boolean passed() {
    return nanosLeft() == 0;
  }
}
