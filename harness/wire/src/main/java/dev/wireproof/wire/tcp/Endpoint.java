package dev.wireproof.wire.tcp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// How to reach a peer.
///
/// @param within bound on connecting, the TLS handshake included
/// @param tls present when the connection is encrypted
public record Endpoint(InetSocketAddress address, Duration within, Optional<TlsClient> tls) {

  public static Endpoint plain(InetSocketAddress address, Duration within) {
    return new Endpoint(address, within, Optional.empty());
  }
}
