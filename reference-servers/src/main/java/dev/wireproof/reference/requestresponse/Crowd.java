package dev.wireproof.reference.requestresponse;

import dev.wireproof.reference.Delay;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts who is inside at once. What goes wrong between threads goes wrong when there are many:
/// faults of that kind use this to be seen each time, and never by a client that comes alone.
final class Crowd {

  private static final int MANY = 9;
  private static final Duration A_MOMENT = Duration.ofMillis(20);

  private final AtomicInteger inside = new AtomicInteger();

  /// Lets a moment pass, in which others may come.
  ///
  /// @return whether many are inside
  boolean enter() {
    int others = inside.incrementAndGet();
    pause();
    boolean crowded = Math.max(others, inside.get()) > MANY;
    inside.decrementAndGet();
    return crowded;
  }

  static void pause() {
    Delay.of(A_MOMENT);
  }
}
