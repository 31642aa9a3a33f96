package dev.wireproof.wire.tcp;

import dev.wireproof.wire.net.Network;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// How to reach a peer.
///
/// @param network where the connection is opened
/// @param within bound on connecting, the TLS handshake included
/// @param tls present when the connection is encrypted
public record Endpoint(
    Network network, InetSocketAddress address, Duration within, Optional<TlsClient> tls) {

  public static Endpoint plain(Network network, InetSocketAddress address, Duration within) {
    return new Endpoint(network, address, within, Optional.empty());
  }
}
