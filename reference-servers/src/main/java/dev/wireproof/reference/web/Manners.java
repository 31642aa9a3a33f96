package dev.wireproof.reference.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// How a server behaves on its connections.
///
/// @param bodyLimit larger bodies are refused with 413
/// @param bad what it does wrong
/// @param oneBody for a server that reads one body at a time
/// @param workers for a server whose workers are counted
public record Manners(int bodyLimit, Set<Habit> bad, ReentrantLock oneBody, Semaphore workers) {

  /// No bad habits, and more room than any pattern asks for.
  static final int ROOM = 4 << 20;

  private static final int WORKERS = 64;
  private static final int FEW = 32;

  /// Shorter than anybody waits for an answer, so that one exercise of the habit does not reach the
  /// next.
  private static final Duration LOST_FOR = Duration.ofMillis(1500);

  public Manners {
    bad = Set.copyOf(bad);
  }

  /// The manners of one server.
  public static Manners of(int bodyLimit, Set<Habit> bad) {
    int workers = bad.contains(Habit.FEW_WORKERS) ? FEW : WORKERS;
    return new Manners(bodyLimit, bad, new ReentrantLock(), new Semaphore(workers));
  }

  boolean has(Habit habit) {
    return bad.contains(habit);
  }

  /// Waits while no worker is free.
  void needWorker() throws InterruptedException {
    if (has(Habit.LOSES_WORKERS) || has(Habit.FEW_WORKERS)) {
      workers.acquire();
    }
    if (has(Habit.LOSES_WORKERS)) {
      workers.release();
    }
  }

  void freeWorker() {
    if (has(Habit.FEW_WORKERS)) {
      workers.release();
    }
  }

  void loseWorker() {
    if (has(Habit.LOSES_WORKERS) && workers.tryAcquire()) {
      Thread.ofVirtual()
          .start(() -> {
            LockSupport.parkNanos(LOST_FOR.toNanos());
            workers.release();
          });
    }
  }
}
