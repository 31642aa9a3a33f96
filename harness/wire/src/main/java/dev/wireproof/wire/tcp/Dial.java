package dev.wireproof.wire.tcp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// How to reach a peer.
///
/// @param within bound on connecting, the TLS handshake included
/// @param tls present when the connection is encrypted
public record Dial(InetSocketAddress address, Duration within, Optional<TlsClient> tls) {

  public static Dial plain(InetSocketAddress address, Duration within) {
    return new Dial(address, within, Optional.empty());
  }
}
