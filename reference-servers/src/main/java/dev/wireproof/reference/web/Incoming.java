package dev.wireproof.reference.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What a client sends, taken off the socket as it comes by a thread of its own, so that the end of
/// the connection is noticed before the response is sent.
final class Incoming {

  private static final int MOST_AHEAD = 1 << 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final byte[] ring = new byte[MOST_AHEAD];
  private final List<Runnable> onEnd = new ArrayList<>();
  private int start;
  private int size;
  private boolean ended;
  private boolean discarding;

  /// Reads until the client closes; runs on a thread of its own.
  void readAll(InputStream in) {
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        append(buffer, n);
      }
    } catch (IOException _) {
      // a reset is an end as well
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  private void append(byte[] buffer, int n) throws InterruptedException {
    lock.lock();
    try {
      int from = 0;
      while (from < n && !discarding) {
        int put = Math.min(n - from, room());
        int end = (start + size) % ring.length;
        System.arraycopy(buffer, from, ring, end, Math.min(put, ring.length - end));
        from += Math.min(put, ring.length - end);
        size += Math.min(put, ring.length - end);
        changed.signalAll();
        if (from < n && room() == 0) {
          changed.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private int room() {
    return ring.length - size;
  }

  private void end() {
    List<Runnable> actions;
    lock.lock();
    try {
      ended = true;
      actions = List.copyOf(onEnd);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    actions.forEach(Runnable::run);
  }

  /// Has `action` run when the client closes or resets; at once when it already has.
  void onEnd(Runnable action) {
    lock.lock();
    try {
      if (!ended) {
        onEnd.add(action);
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  void forgetActions() {
    lock.lock();
    try {
      onEnd.clear();
    } finally {
      lock.unlock();
    }
  }

  boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there is something to read; false at the end.
  boolean awaitFirst() throws InterruptedException {
    lock.lock();
    try {
      while (size == 0 && !ended) {
        changed.await();
      }
      return size > 0;
    } finally {
      lock.unlock();
    }
  }

  /// The next octet, or -1 at the end.
  int read() throws InterruptedException {
    lock.lock();
    try {
      while (size == 0 && !ended) {
        changed.await();
      }
      if (size == 0) {
        return -1;
      }
      int octet = ring[start] & 0xff;
      start = (start + 1) % ring.length;
      size--;
      changed.signalAll();
      return octet;
    } finally {
      lock.unlock();
    }
  }

  /// Exactly `n` octets.
  byte[] read(int n) throws IOException, InterruptedException {
    byte[] octets = readUntilEnd(n);
    if (octets.length < n) {
      throw new EOFException("the client left in the middle of a body");
    }
    return octets;
  }

  /// What there is of the next `n` octets: at least one, unless there is no more.
  byte[] readSome(int n) throws InterruptedException {
    lock.lock();
    try {
      while (size == 0 && !ended) {
        changed.await();
      }
      int taken = Math.min(Math.min(n, size), ring.length - start);
      byte[] octets = Arrays.copyOfRange(ring, start, start + taken);
      start = (start + taken) % ring.length;
      size -= taken;
      changed.signalAll();
      return octets;
    } finally {
      lock.unlock();
    }
  }

  /// As [#read(int)], or fewer when the client leaves before.
  byte[] readUntilEnd(int n) throws InterruptedException {
    byte[] octets = new byte[n];
    int got = 0;
    while (got < n) {
      byte[] some = readSome(n - got);
      if (some.length == 0) {
        return Arrays.copyOf(octets, got);
      }
      System.arraycopy(some, 0, octets, got, some.length);
      got += some.length;
    }
    return octets;
  }

  /// Forgets what has arrived and was not read.
  void forget() {
    lock.lock();
    try {
      size = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Has all that still comes run into nothing, until the client closes or the time is over.
  void discard(Duration most) throws InterruptedException {
    lock.lock();
    try {
      discarding = true;
      changed.signalAll();
      long left = most.toNanos();
      while (!ended && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
