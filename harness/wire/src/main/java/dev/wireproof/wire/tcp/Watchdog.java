package dev.wireproof.wire.tcp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Closes a socket when a blocking operation on it takes too long: a blocked write or handshake has
/// no time-out of its own, and an interrupt does not end it.
final class Watchdog implements AutoCloseable {

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("socket-watchdog").factory());

  private final Future<?> bite;

  private Watchdog(Future<?> bite) {
    this.bite = bite;
  }

  static Watchdog closing(Socket socket, Duration after) {
    return new Watchdog(
        CLOCK.schedule(() -> closeAside(socket), after.toNanos(), TimeUnit.NANOSECONDS));
  }

  /// Closing may block (a TLS close_notify), and must not hold up the clock.
  private static void closeAside(Socket socket) {
    Thread.ofVirtual()
        .name("watchdog-close")
        .start(() -> {
          try {
            socket.close();
          } catch (IOException _) {
            // it was closing anyway
          }
        });
  }

  @Override
  public void close() {
    bite.cancel(false);
  }
}
