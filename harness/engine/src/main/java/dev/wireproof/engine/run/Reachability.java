package dev.wireproof.engine.run;

import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.sut.Target;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Whether a target takes connections at all.
final class Reachability {

  private static final int TRIES = 3;
  private static final long BETWEEN_NANOS = 100_000_000;

  private Reachability() {}

  /// Tries a few times, since a full backlog passes and a dead server does not.
  static boolean isThere(Target target) {
    return IntStream.range(0, TRIES).anyMatch(attempt -> takesConnection(target, attempt));
  }

  private static boolean takesConnection(Target target, int attempt) {
    if (attempt > 0) {
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
    return Protocols.ofScheme(target.address().getScheme()).stream()
        .anyMatch(protocol -> protocol.isThere(target));
  }
}
