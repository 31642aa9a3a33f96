package dev.wireproof.reference.serversentevents;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The time that a fault takes where a correct server takes none.
final class Slowness {

  private Slowness() {}

  static void last(long millis) throws InterruptedException {
    var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }
}
