package dev.wireproof.specs.publishsubscribe;

import dev.wireproof.clients.pattern.Pending;
import java.time.Duration;

/// A GET for messages that is not answered yet.
///
/// @param asked what the history's now was when it was sent
/// @param begin when that was, in [System#nanoTime]
/// @param hold how long it is held
record PendingFetch(Pending pending, long asked, long begin, Duration hold) {

  /// Whether the broker cannot have given up holding it yet.
  boolean isYoung() {
    return System.nanoTime() - begin < hold.toNanos() * 9 / 10;
  }
}
