package dev.wireproof.wire.tcp;

import dev.wireproof.wire.Deadline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What a socket's reader has taken in and nobody has looked at yet. The reader stops at a bound
/// until something is taken, as a slow client would.
final class Inbox {

  private static final int MOST_UNREAD = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private int unread;
  private boolean paused;
  private boolean closed;

  void pause(boolean value) {
    lock.lock();
    try {
      paused = value;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Nothing more is read.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void put(Arrival arrival) {
    lock.lock();
    try {
      arrivals.add(arrival);
      unread += size(arrival);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static int size(Arrival arrival) {
    return arrival instanceof Arrival.Data data ? data.octets().size() : 0;
  }

  /// Blocks while paused or full; false once closed.
  boolean awaitRoom() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && (paused || unread >= MOST_UNREAD)) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /// The next thing that arrived or arrives before the deadline. An end is returned again and
  /// again.
  Arrival next(Deadline deadline) {
    lock.lock();
    try {
      while (arrivals.isEmpty()) {
        long left = deadline.nanosLeft();
        if (left == 0) {
          return new Arrival.Nothing(deadline.allowed());
        }
        changed.awaitNanos(left);
      }
      Arrival first = arrivals.element();
      if (first instanceof Arrival.Data) {
        arrivals.remove();
        unread -= size(first);
        changed.signalAll();
      }
      return first;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Arrival.Broken("the harness was interrupted", -1);
    } finally {
      lock.unlock();
    }
  }

  /// The end, whatever came before it; [Arrival.Nothing] when it does not come in time.
  Arrival awaitEnd(Deadline deadline) {
    lock.lock();
    try {
      while (arrivals.isEmpty() || arrivals.getLast() instanceof Arrival.Data) {
        long left = deadline.nanosLeft();
        if (left == 0) {
          return new Arrival.Nothing(deadline.allowed());
        }
        changed.awaitNanos(left);
      }
      return arrivals.getLast();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Arrival.Nothing(deadline.allowed());
    } finally {
      lock.unlock();
    }
  }
}
