package dev.wireproof.wire.tcp;

import dev.wireproof.wire.Octets;
import java.time.Duration;

/// What a wait on a connection ended with.
public sealed interface Arrival {

  record Data(Octets octets) implements Arrival {}

  /// The peer closed its sending side.
  record Finished() implements Arrival {}

  /// The connection broke: RST, a TLS alert, or our own watchdog; `why` says which.
  record Broken(String why) implements Arrival {}

  /// Nothing came in time.
  record Nothing(Duration waited) implements Arrival {}
}
