package dev.wireproof.cli;

import dev.wireproof.harness.target.Lifecycle;
import dev.wireproof.harness.target.TargetUnusable;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A reference server in this JVM that can be stopped and started again at the same address.
final class EmbeddedServer implements Lifecycle {

  private final Reference reference;
  private final Set<Fault> faults;
  private final InetSocketAddress address;
  private @Nullable ReferenceServer server;

  /// Starts it on any free port of the loopback address.
  ///
  /// @throws TargetUnusable when that fails
  EmbeddedServer(Reference reference, Set<Fault> faults) {
    this.reference = reference;
    this.faults = Set.copyOf(faults);
    ReferenceServer first = open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    this.server = first;
    this.address = first.address();
  }

  private ReferenceServer open(InetSocketAddress at) {
    try {
      return reference.start(at, faults);
    } catch (IOException e) {
      throw new TargetUnusable(
          "the " + reference.slug() + " reference server does not start: " + e.getMessage());
    }
  }

  String authority() {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  @Override
  public synchronized Duration stop(Duration within) {
    long begin = System.nanoTime();
    ReferenceServer running = server;
    if (running != null) {
      running.stop(within);
      server = null;
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Override
  public synchronized void kill() {
    ReferenceServer running = server;
    if (running != null) {
      running.close();
      server = null;
    }
  }

  @Override
  public synchronized void start() {
    if (server == null) {
      server = open(address);
    }
  }

  @Override
  public synchronized boolean isAlive() {
    return server != null;
  }

  @Override
  public String output() {
    return "";
  }

  @Override
  public void close() {
    kill();
  }
}
