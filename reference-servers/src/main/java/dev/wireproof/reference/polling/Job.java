package dev.wireproof.reference.polling;

import static dev.wireproof.reference.polling.PollingFault.ASKING_ADVANCES_IT;
import static dev.wireproof.reference.polling.PollingFault.DONE_BEFORE_ITS_RESULT;
import static dev.wireproof.reference.polling.PollingFault.GOES_BACK_TO_PENDING;
import static dev.wireproof.reference.polling.PollingFault.PROGRESS_100_TOO_EARLY;
import static dev.wireproof.reference.polling.PollingFault.PROGRESS_STAYS_AT_ZERO;
import static dev.wireproof.reference.polling.PollingFault.RESULT_READ_ONCE;

import dev.wireproof.reference.Delay;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// One piece of work, from its acceptance to its end. The result is stored before the status says
/// that it is there.
final class Job {

  enum State {
    PENDING,
    RUNNING,
    DONE,
    FAILED
  }

  private final String id;
  private final String input;
  private final Set<PollingFault> faults;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicBoolean taken = new AtomicBoolean();
  private State state = State.PENDING;
  private Optional<String> result = Optional.empty();
  private int looks;

  Job(String id, String input, Set<PollingFault> faults) {
    this.id = id;
    this.input = input;
    this.faults = faults;
  }

  String id() {
    return id;
  }

  String input() {
    return input;
  }

  /// Whether no other thread has begun it.
  boolean isTakenNow() {
    return taken.compareAndSet(false, true);
  }

  synchronized void begin() {
    state = State.RUNNING;
  }

  void finish(String json) {
    if (has(DONE_BEFORE_ITS_RESULT)) {
      end(State.DONE);
      Delay.of(Duration.ofMillis(60));
    }
    synchronized (this) {
      result = Optional.of(json);
    }
    end(State.DONE);
  }

  void fail() {
    end(State.FAILED);
  }

  private synchronized void end(State last) {
    state = last;
    ended.countDown();
  }

  synchronized boolean isUnfinished() {
    return state == State.PENDING || state == State.RUNNING;
  }

  synchronized boolean isFailed() {
    return state == State.FAILED;
  }

  /// The result, when it is there.
  synchronized Optional<String> result() {
    Optional<String> found = result;
    if (has(RESULT_READ_ONCE)) {
      result = Optional.empty();
    }
    return found;
  }

  /// Waits until it is done or has failed.
  ///
  /// @return false when it is not so in time
  boolean awaitEnd(Duration within) throws InterruptedException {
    return ended.await(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// A client asks how far it is.
  void ask() {
    asked.countDown();
  }

  /// Waits until a client asks how far it is.
  void awaitQuestion() throws InterruptedException {
    asked.await();
  }

  /// What a client sees of it.
  synchronized Map<String, Object> shown() {
    looks++;
    var shown = new LinkedHashMap<String, Object>();
    shown.put("id", id);
    shown.put("status", status());
    shown.put("progress", progress());
    if (state == State.DONE) {
      shown.put("result", "/jobs/" + id + "/result");
    }
    return shown;
  }

  private String status() {
    boolean flickers = has(GOES_BACK_TO_PENDING) && state == State.RUNNING && looks % 2 == 0;
    return (flickers ? State.PENDING : state).name().toLowerCase(Locale.ROOT);
  }

  private int progress() {
    if (state == State.DONE) {
      return has(PROGRESS_STAYS_AT_ZERO) ? 0 : 100;
    }
    if (state == State.FAILED) {
      return 0;
    }
    if (has(ASKING_ADVANCES_IT)) {
      return Math.min(100, 10 * looks);
    }
    return has(PROGRESS_100_TOO_EARLY) ? 100 : 0;
  }

  private boolean has(PollingFault fault) {
    return faults.contains(fault);
  }
}
