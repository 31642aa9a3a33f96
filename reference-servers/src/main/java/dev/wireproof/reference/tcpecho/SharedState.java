package dev.wireproof.reference.tcpecho;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// What the connections of a server have in common, most of it only because of a fault.
final class SharedState {

  private final EchoFaults faults;
  private final LineBuffer buffer = new LineBuffer();
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicBoolean hurt = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable endOfServer;

  /// @param endOfServer ends it for all clients
  SharedState(EchoFaults faults, Runnable endOfServer) {
    this.faults = faults;
    this.endOfServer = endOfServer;
  }

  /// Ends the server, in one that has the fault, for such a line.
  void print(byte[] line) {
    if (faults.has(EchoFault.LINE_TAKEN_FOR_FORMAT)
        && new String(line, StandardCharsets.ISO_8859_1).contains("%n")) {
      Thread.ofVirtual().name("end").start(endOfServer);
    }
  }

  EchoFaults faults() {
    return faults;
  }

  LineBuffer buffer() {
    return buffer;
  }

  ReentrantLock lock() {
    return lock;
  }

  void wasReset() {
    hurt.set(faults.has(EchoFault.RESET_HURTS_THE_NEXT));
  }

  /// Whether the client that comes now is the one after a reset.
  boolean takeHurt() {
    return hurt.getAndSet(false);
  }

  void end() {
    ended.countDown();
  }

  /// Waits for the end of the server.
  void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
