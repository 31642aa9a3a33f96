package dev.wireproof.wire.tcp;

import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Octets;
import java.time.Duration;

/// What a wait on a socket ended with. `event` is its number in the transcript.
public sealed interface Arrival {

  /// Octets of a connection as they came, or one datagram.
  record Data(Octets octets, long event) implements Arrival {}

  /// The peer closed its sending side: a FIN, under TLS with a close_notify or without.
  record Finished(How how, long event) implements Arrival {}

  /// The connection broke: RST, a TLS alert, or our own watchdog; `why` says which.
  record Broken(String why, long event) implements Arrival {}

  /// Nothing came in time.
  record Nothing(Duration waited) implements Arrival {}
}
