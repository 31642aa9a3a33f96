package dev.wireproof.reference.web;

import dev.wireproof.reference.Delay;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// What all connections of one server share, and wait for when a fault makes them: a lock for
/// reading bodies, and a number of workers. In a correct server no method here waits for anything.
final class SharedResources {

  private static final int MANY = 64;
  private static final int FEW = 32;

  /// Shorter than a client waits for a response, so that what one spec has done does not reach the
  /// next.
  private static final Duration LOST_FOR = Duration.ofMillis(1500);

  private final WebSettings settings;
  private final ReentrantLock body = new ReentrantLock();
  private final Semaphore workers;

  SharedResources(WebSettings settings) {
    this.settings = settings;
    this.workers = new Semaphore(settings.has(WebFault.FEW_WORKERS) ? FEW : MANY);
  }

  /// Begins to read a body; waits while another client's is read.
  void lockBody() throws InterruptedException {
    if (settings.has(WebFault.ONE_BODY_AT_A_TIME)) {
      body.lockInterruptibly();
    }
  }

  void unlockBody() {
    if (settings.has(WebFault.ONE_BODY_AT_A_TIME)) {
      body.unlock();
    }
  }

  /// Takes a worker for a connection; waits while none is workers.
  void acquireWorker() throws InterruptedException {
    if (settings.has(WebFault.LOSES_WORKERS) || settings.has(WebFault.FEW_WORKERS)) {
      workers.acquire();
    }
    if (settings.has(WebFault.LOSES_WORKERS)) {
      workers.release();
    }
  }

  /// Gives the worker of a connection back.
  void releaseWorker() {
    if (settings.has(WebFault.FEW_WORKERS)) {
      workers.release();
    }
  }

  /// Loses a worker for a while.
  void loseWorker() {
    if (settings.has(WebFault.LOSES_WORKERS) && workers.tryAcquire()) {
      Thread.ofVirtual()
          .start(() -> {
            Delay.of(LOST_FOR);
            workers.release();
          });
    }
  }
}
