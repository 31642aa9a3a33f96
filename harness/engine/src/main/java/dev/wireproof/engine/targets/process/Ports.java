package dev.wireproof.engine.targets.process;

import dev.wireproof.wire.net.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Ports of the loopback address.
final class Ports {

  private Ports() {}

  /// A port that nobody had a moment ago.
  static int free(Network network) {
    try (ServerSocket socket = network.listener()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1);
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }
}
