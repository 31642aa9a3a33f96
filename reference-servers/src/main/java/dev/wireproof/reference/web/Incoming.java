package dev.wireproof.reference.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What a client sends, taken off the socket as it comes by a thread of its own, so that the end of
/// the connection is noticed while a request is still being answered.
final class Incoming {

  private static final int MOST_AHEAD = 1 << 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final byte[] ring = new byte[MOST_AHEAD];
  private final List<Runnable> onEnd = new ArrayList<>();
  private int start;
  private int size;
  private boolean ended;

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
      for (int i = 0; i < n; i++) {
        while (size == ring.length) {
          changed.await();
        }
        ring[(start + size++) % ring.length] = buffer[i];
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    List<Runnable> told;
    lock.lock();
    try {
      ended = true;
      told = List.copyOf(onEnd);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    told.forEach(Runnable::run);
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
    byte[] octets = new byte[n];
    for (int i = 0; i < n; i++) {
      int octet = read();
      if (octet < 0) {
        throw new EOFException("the client left in the middle of a body");
      }
      octets[i] = (byte) octet;
    }
    return octets;
  }
}
