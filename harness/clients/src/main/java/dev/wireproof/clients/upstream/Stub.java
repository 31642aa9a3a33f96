package dev.wireproof.clients.upstream;

import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The calls of one kind that a spec is waiting for. Each is held until the spec decides, unless
/// the stub answers by itself. Safe for use by several threads.
public final class Stub implements AutoCloseable {

  private final Predicate<Call> which;
  private Optional<Consumer<Call>> reaction;
  private final Transcript transcript;
  private final Runnable onClose;
  private final List<Call> calls = new ArrayList<>();
  private boolean closed;

  Stub(
      Predicate<Call> which,
      Optional<Consumer<Call>> reaction,
      Transcript transcript,
      Runnable onClose) {
    this.which = which;
    this.reaction = reaction;
    this.transcript = transcript;
    this.onClose = onClose;
  }

  boolean matches(Call call) {
    return which.test(call);
  }

  void take(Call call) {
    call.witnessedBy(transcript);
    boolean late;
    Optional<Consumer<Call>> now;
    synchronized (this) {
      calls.add(call);
      late = closed;
      now = reaction;
      notifyAll();
    }
    if (late) {
      call.abandon();
    } else {
      now.ifPresent(react -> react.accept(call));
    }
  }

  /// Whatever comes from now on gets `how` at once; what is held stays held.
  public synchronized void react(Consumer<Call> how) {
    reaction = Optional.of(how);
  }

  /// All that came so far, in order.
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /// Waits until `n` calls have come.
  ///
  /// @return those that have come in time, perhaps fewer
  public synchronized List<Call> await(int n, Duration within) {
    Deadline deadline = Deadline.in(within);
    while (calls.size() < n && !deadline.passed()) {
      try {
        wait(Math.max(1, deadline.nanosLeft() / 1_000_000));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return List.copyOf(calls);
  }

  /// Nobody waits for these calls any more; those that are still held are cut.
  @Override
  public void close() {
    List<Call> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(calls);
    }
    onClose.run();
    left.forEach(Call::abandon);
  }
}
