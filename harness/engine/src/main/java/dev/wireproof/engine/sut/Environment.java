package dev.wireproof.engine.sut;

import dev.wireproof.wire.net.Network;

/// What a run has to itself: where its sockets and processes are, and where its random values come
/// from.
public record Environment(Network network, Randomness random) {

  /// This host, and a seed that is new each time.
  public static Environment ofThisHost() {
    return new Environment(Network.ofThisHost(), Randomness.fresh());
  }
}
