package dev.wireproof.clients.pattern;

import dev.wireproof.wire.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Looks again and again, for what no event tells: a counter of the target, a figure in `/proc`.
public final class Await {

  private static final long BETWEEN_LOOKS_NANOS = 10_000_000;

  private Await() {}

  /// Looks until it is so, for at most that long.
  ///
  /// @return whether it became so
  public static boolean until(BooleanSupplier so, Duration within) {
    Deadline deadline = Deadline.in(within);
    boolean is = so.getAsBoolean();
    while (!is && !deadline.passed() && !Thread.currentThread().isInterrupted()) {
      pause();
      is = so.getAsBoolean();
    }
    return is;
  }

  /// The moment between two looks, for those who ask a target that should have let them wait.
  public static void pause() {
    LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
  }
}
