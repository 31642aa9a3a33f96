package dev.wireproof.reference.polling;

import java.util.concurrent.locks.LockSupport;

/// The moment between two steps that should be one. It is there without help, only shorter.
final class Gap {

  private static final long MILLION = 1_000_000;

  private Gap() {}

  static void ofMillis(long millis) {
    LockSupport.parkNanos(millis * MILLION);
  }
}
