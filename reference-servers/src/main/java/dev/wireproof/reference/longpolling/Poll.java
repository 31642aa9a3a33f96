package dev.wireproof.reference.longpolling;

import static dev.wireproof.reference.longpolling.LongPollingFault.LOOKS_EVERY_150_MS;
import static dev.wireproof.reference.longpolling.LongPollingFault.LOOKS_EVERY_400_MS;
import static dev.wireproof.reference.longpolling.LongPollingFault.LOOKS_EVERY_MILLISECOND;
import static dev.wireproof.reference.longpolling.LongPollingFault.NEVER_FREES;
import static dev.wireproof.reference.longpolling.LongPollingFault.NOTICES_AT_THE_END;
import static dev.wireproof.reference.longpolling.LongPollingFault.SLEEPS_THROUGH_NEWS;
import static dev.wireproof.reference.longpolling.LongPollingFault.THREAD_PER_QUESTION;

import dev.wireproof.reference.Delay;
import dev.wireproof.reference.web.Exchange;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A poll that waits for events. Its thread waits until there are some, its client leaves, the
/// server stops, or its time is over.
final class Poll {

  private final Exchange exchange;
  private final Set<LongPollingFault> faults;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean lost;

  Poll(Exchange exchange, Set<LongPollingFault> faults) {
    this.exchange = exchange;
    this.faults = faults;
  }

  /// There are events.
  void wake() {
    if (!faults.contains(SLEEPS_THROUGH_NEWS)) {
      over.countDown();
    }
  }

  /// Its client has left.
  private void leave() {
    lost = true;
    if (!faults.contains(NOTICES_AT_THE_END)) {
      over.countDown();
    }
  }

  boolean isLost() {
    return lost;
  }

  /// Sleeps until it is over, for at most `wait`.
  void await(Duration wait) throws InterruptedException {
    exchange.onLeave(this::leave);
    if (!faults.contains(LongPollingFault.WAITS_FOR_THE_HOLD)) {
      exchange.onStop(over::countDown);
    }
    if (faults.contains(THREAD_PER_QUESTION)) {
      awaitOnAThreadOfItsOwn(wait);
    } else if (faults.contains(LOOKS_EVERY_400_MS)) {
      lookEvery(400, wait);
    } else if (faults.contains(LOOKS_EVERY_150_MS)) {
      lookEvery(150, wait);
    } else if (faults.contains(LOOKS_EVERY_MILLISECOND)) {
      lookEvery(1, wait);
    } else {
      awaitEnd(wait);
    }
    while (lost && faults.contains(NEVER_FREES)) {
      Delay.interruptibly(Duration.ofMinutes(1));
    }
  }

  private void awaitEnd(Duration wait) throws InterruptedException {
    var _ = over.await(wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void lookEvery(long millis, Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    while (System.nanoTime() < end
        && over.getCount() > 0
        && !Thread.currentThread().isInterrupted()) {
      Delay.of(Duration.ofMillis(millis));
    }
  }

  private void awaitOnAThreadOfItsOwn(Duration wait) throws InterruptedException {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                awaitEnd(wait);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    thread.join();
  }
}
