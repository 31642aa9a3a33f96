package dev.wireproof.reference.http1;

import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Main;
import dev.wireproof.reference.ReferenceServer;
import dev.wireproof.reference.http1.codec.ResponseWriter;
import dev.wireproof.reference.http1.codec.ServerLimits;
import dev.wireproof.reference.http1.connection.Connections;
import dev.wireproof.reference.http1.connection.ServerSettings;
import dev.wireproof.reference.http1.fault.ConnectionFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.resource.Resources;
import dev.wireproof.reference.http1.resource.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The listener: accepts connections and gives each a virtual thread of its own. Its resources are
/// listed at [Resources].
public final class Http1Server implements ReferenceServer {

  private static final int BACKLOG = 512;
  private static final Duration LULL = Duration.ofMillis(50);

  private final ServerSocket listener;
  private final InetSocketAddress address;
  private final Connections connections;
  private final ScheduledThreadPoolExecutor timer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread acceptor;

  private Http1Server(ServerSocket listener, Faults faults, ServerLimits limits) {
    this.listener = listener;
    this.address = (InetSocketAddress) listener.getLocalSocketAddress();
    this.timer =
        new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name(name("timer")).factory());
    timer.setRemoveOnCancelPolicy(true);
    var clock = Clock.systemUTC();
    var service =
        new Service(
            faults,
            new Resources(faults, Http1Reference.CLAIMS, limits.declared(), clock, closed),
            clock);
    var settings =
        new ServerSettings(
            faults,
            limits,
            service,
            new ResponseWriter(faults, clock),
            timer,
            new ReentrantLock(),
            () -> Thread.ofVirtual().name(name("end")).start(this::close));
    this.connections = new Connections(settings);
    this.acceptor = Thread.ofVirtual().name(name("accept")).unstarted(this::acceptAll);
  }

  private String name(String role) {
    return "http1-%d-%s".formatted(address.getPort(), role);
  }

  /// Listens on `address` and serves with these faults.
  public static Http1Server start(InetSocketAddress address, Set<Fault> faults) throws IOException {
    return start(address, faults, ServerLimits.DEFAULT);
  }

  /// As [#start(InetSocketAddress, Set)], with time-outs that a spec can wait for.
  static Http1Server startBrisk(InetSocketAddress address, Set<Fault> faults) throws IOException {
    return start(address, faults, ServerLimits.BRISK);
  }

  static Http1Server start(InetSocketAddress address, Set<Fault> faults, ServerLimits limits)
      throws IOException {
    var present = new Faults(faults);
    var server = new Http1Server(listen(address, present), present, limits);
    server.acceptor.start();
    return server;
  }

  /// SO_REUSEADDR lets a server come back while connections of its former self are in TIME_WAIT,
  /// where the side that closes first has to stay for a minute (RFC 9293 §3.6.1).
  private static ServerSocket listen(InetSocketAddress address, Faults faults) throws IOException {
    var listener = new ServerSocket();
    try {
      listener.setReuseAddress(!faults.has(ConnectionFault.PORT_NOT_REUSED));
      listener.bind(address, BACKLOG);
      return listener;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        connections.serve(listener.accept());
      } catch (IOException _) {
        // the listener was closed, or the process has no file descriptor left for the moment
        pause();
      }
    }
  }

  private void pause() {
    try {
      var _ = closed.await(LULL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void stop(Duration grace) {
    stopAccepting();
    connections.finish(grace);
    close();
  }

  @Override
  public void close() {
    stopAccepting();
    closed.countDown();
    connections.cut();
    timer.shutdownNow();
    timer.close();
    join(acceptor);
  }

  private void stopAccepting() {
    try {
      listener.close();
    } catch (IOException _) {
      // it was closed already
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Runs a server by itself, as [Main] does.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Main.run("http1", List.of(arguments));
  }
}
