package dev.wireproof.reference.http1.connection;

import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The connections that are open, each with the thread that serves it.
public final class Connections {

  private final ServerSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Connection, Thread> open = new HashMap<>();
  private boolean closed;

  public Connections(ServerSettings settings) {
    this.settings = settings;
  }

  /// Serves a new connection on a thread of its own.
  public void serve(Socket socket) {
    var connection = new Connection(socket, settings);
    Thread thread =
        Thread.ofVirtual()
            .name("http1-%d-from-%d".formatted(socket.getLocalPort(), socket.getPort()))
            .unstarted(() -> run(connection));
    if (enter(connection, thread)) {
      thread.start();
    }
  }

  private void run(Connection connection) {
    try {
      connection.run();
    } finally {
      leave(connection);
    }
  }

  /// False, and the connection is gone, when the server is closed or full.
  private boolean enter(Connection connection, Thread thread) {
    boolean full;
    lock.lock();
    try {
      full = open.size() >= settings.limits().connections();
      if (!closed && !full) {
        open.put(connection, thread);
        return true;
      }
    } finally {
      lock.unlock();
    }
    if (full) {
      connection.turnAway();
    }
    connection.cut();
    return false;
  }

  private void leave(Connection connection) {
    lock.lock();
    try {
      open.remove(connection);
    } finally {
      lock.unlock();
    }
  }

  /// Lets every connection end after the response in progress, and waits for that.
  public void finish(Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    Map<Connection, Thread> left = snapshot();
    left.keySet().forEach(Connection::finish);
    for (Thread thread : left.values()) {
      join(thread, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
  }

  /// Ends all of them at once and lets no more in; returns when their threads have ended.
  public void cut() {
    Map<Connection, Thread> left;
    lock.lock();
    try {
      closed = true;
      left = Map.copyOf(open);
    } finally {
      lock.unlock();
    }
    left.keySet().forEach(Connection::cut);
    left.values().forEach(thread -> join(thread, Duration.ofSeconds(5)));
  }

  private Map<Connection, Thread> snapshot() {
    lock.lock();
    try {
      return Map.copyOf(open);
    } finally {
      lock.unlock();
    }
  }

  private static void join(Thread thread, Duration within) {
    try {
      var _ = thread.join(within);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
