package dev.wireproof.engine.run;

import java.util.concurrent.Semaphore;

/// How many specs may speak with the target at once: as many as it bears, however many threads
/// there are.
final class Permits {

  private final int most;
  private final Semaphore semaphore;

  Permits(int most) {
    this.most = most;
    this.semaphore = new Semaphore(most, true);
  }

  int most() {
    return most;
  }

  /// Runs `work` while fewer than [#most] others do.
  <E extends Throwable> void with(Work<E> work) throws E, InterruptedException {
    semaphore.acquire();
    try {
      work.run();
    } finally {
      semaphore.release();
    }
  }

  /// Something that may fail.
  @FunctionalInterface
  interface Work<E extends Throwable> {
    void run() throws E;
  }
}
