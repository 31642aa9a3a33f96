package dev.wireproof.reference.http1.message;

import java.util.concurrent.atomic.AtomicInteger;

/// The number that a connection gets in a server that remembers its clients. HTTP is stateless (RFC
/// 9110 §3.3): a correct response never depends on it.
public record ConnectionId(int number) {

  private static final AtomicInteger LAST = new AtomicInteger();

  public ConnectionId() {
    this(LAST.incrementAndGet());
  }
}
