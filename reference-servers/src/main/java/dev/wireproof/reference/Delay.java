package dev.wireproof.reference;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Lets time pass where there is no event to wait for: between two steps that a fault keeps apart,
/// or before another attempt.
public final class Delay {

  private Delay() {}

  /// Lets `time` pass, or less when the thread is interrupted; it stays interrupted then.
  public static void of(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /// Lets `time` pass, or ends with the interrupt.
  public static void interruptibly(Duration time) throws InterruptedException {
    var _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
