package dev.wireproof.reference.tcpecho;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.ReferenceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// The listener: one virtual thread for each client.
public final class EchoServer implements ReferenceServer {

  private static final int BACKLOG = 512;
  private static final int FEW = 16;
  private static final InetAddress ANOTHER = InetAddress.ofLiteral("127.0.0.2");

  /// Ports whose server was killed, so that it could not take its lock away.
  private static final Set<Integer> LOCKS = ConcurrentHashMap.newKeySet();

  private final EchoFaults faults;
  private final SharedState shared;
  private final List<ServerSocket> listeners = new ArrayList<>();
  private final List<Thread> acceptors = new ArrayList<>();
  private final InetSocketAddress address;
  private final Semaphore places;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<EchoConnection, Thread> open = new HashMap<>();
  private boolean closed;

  private EchoServer(InetSocketAddress wanted, EchoFaults faults) throws IOException {
    this.faults = faults;
    this.shared = new SharedState(faults, this::close);
    this.places =
        new Semaphore(
            faults.has(EchoFault.ONE_CLIENT_AT_A_TIME)
                ? 1
                : faults.has(EchoFault.SIXTEEN_CLIENTS) ? FEW : Integer.MAX_VALUE);
    this.address = listen(wanted);
    if (faults.has(EchoFault.SECOND_ADDRESS)) {
      listen(new InetSocketAddress(ANOTHER, address.getPort()));
    }
  }

  /// Listens where its environment says and serves with these faults.
  public static EchoServer start(Environment environment, Set<Fault> faults) throws IOException {
    InetSocketAddress address = environment.address();
    var present = new EchoFaults(Fault.of(EchoFault.class, faults));
    if (LOCKS.remove(address.getPort()) && present.has(EchoFault.STALE_LOCK)) {
      throw new IOException("the lock of another server is there");
    }
    var server = new EchoServer(address, present);
    server.listeners.forEach(server::startAccepting);
    return server;
  }

  private void startAccepting(ServerSocket listener) {
    acceptors.add(
        Thread.ofVirtual()
            .name("tcp-echo-%d-accept".formatted(address.getPort()))
            .start(() -> acceptAll(listener)));
  }

  private InetSocketAddress listen(InetSocketAddress wanted) throws IOException {
    var listener = new ServerSocket();
    try {
      // or connections of its former self that linger in TIME_WAIT would hold the port (RFC 9293
      // §3.6.1)
      listener.setReuseAddress(!faults.has(EchoFault.PORT_NOT_REUSED));
      listener.bind(wanted, BACKLOG);
    } catch (IOException e) {
      listener.close();
      stopAccepting();
      throw e;
    }
    listeners.add(listener);
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void acceptAll(ServerSocket listener) {
    while (!listener.isClosed()) {
      try {
        places.acquire();
        Socket client = listener.accept();
        if (shared.takeHurt()) {
          client.close();
          places.release();
        } else {
          serve(client);
        }
      } catch (IOException _) {
        places.release(); // the listener was closed, or a client left at once
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void serve(Socket client) throws IOException {
    var connection = new EchoConnection(client, shared);
    Thread thread =
        Thread.ofVirtual()
            .name("tcp-echo-%d-from-%d".formatted(address.getPort(), client.getPort()))
            .unstarted(() -> run(connection));
    lock.lock();
    try {
      if (!closed) {
        open.put(connection, thread);
        thread.start();
        return;
      }
    } finally {
      lock.unlock();
    }
    connection.cut();
  }

  private void run(EchoConnection connection) {
    try {
      connection.run();
    } finally {
      places.release();
      lock.lock();
      try {
        open.remove(connection);
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void stop(Duration grace) {
    if (faults.has(EchoFault.SIGTERM_IGNORED)) {
      return;
    }
    if (!faults.has(EchoFault.ACCEPTS_TO_THE_END)) {
      stopAccepting();
    }
    if (!faults.has(EchoFault.SIGTERM_CUTS)) {
      finish(grace);
    }
    close();
    LOCKS.remove(address.getPort());
  }

  private void finish(Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    Map<EchoConnection, Thread> left = snapshot();
    left.keySet().forEach(EchoConnection::finish);
    left.values()
        .forEach(
            thread -> join(thread, Duration.ofNanos(Math.max(1, deadline - System.nanoTime()))));
  }

  @Override
  public void close() {
    LOCKS.add(address.getPort());
    stopAccepting();
    shared.end();
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    Map<EchoConnection, Thread> left = snapshot();
    left.keySet().forEach(EchoConnection::cut);
    left.values().forEach(thread -> join(thread, Duration.ofSeconds(5)));
  }

  private Map<EchoConnection, Thread> snapshot() {
    lock.lock();
    try {
      return Map.copyOf(open);
    } finally {
      lock.unlock();
    }
  }

  private void stopAccepting() {
    for (ServerSocket listener : listeners) {
      try {
        listener.close();
      } catch (IOException _) {
        // it was closed already
      }
    }
    // the port is free when no thread waits at the listener any more
    for (Thread acceptor : acceptors) {
      acceptor.interrupt();
      join(acceptor, Duration.ofSeconds(5));
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
