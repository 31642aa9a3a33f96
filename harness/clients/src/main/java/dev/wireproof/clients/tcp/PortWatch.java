package dev.wireproof.clients.tcp;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.net.Network;
import dev.wireproof.wire.tcp.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.locks.LockSupport;

/// Who takes connections at the target's port, here or at another address.
final class PortWatch {

  private static final long BETWEEN_TRIES_NANOS = 5_000_000;

  private final SpecContext context;

  PortWatch(SpecContext context) {
    this.context = context;
  }

  /// Waits until connections to the target are refused; whether that came.
  boolean awaitRefused() {
    Deadline deadline = Deadline.in(context.patience().forAnswer());
    while (!deadline.passed()) {
      if (!TcpEndpoints.isThere(context.target())) {
        decisive("a new connection is refused");
        return true;
      }
      LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
    }
    decisive("a new connection is still taken");
    return false;
  }

  /// Whether a connection is taken at the target's port of another address of this machine.
  ///
  /// @throws VerdictException when this machine has no such address: not applicable
  boolean isTakenAt(InetAddress elsewhere) {
    Network network = context.target().environment().network();
    var there = new InetSocketAddress(elsewhere, TcpEndpoints.port(context.target()));
    try (ServerSocket free = network.listener()) {
      free.bind(new InetSocketAddress(elsewhere, 0), 1);
      context.transcript().note("port " + free.getLocalPort() + " there could be listened on");
    } catch (IOException _) {
      throw VerdictException.notApplicable(
          "this machine has no address " + elsewhere.getHostAddress());
    }
    decisive("connecting to " + there);
    return Tcp.takesConnection(Endpoint.plain(network, there, context.patience().forAnswer()));
  }

  private void decisive(String note) {
    context.transcript().judging(context.transcript().note(note));
  }
}
