package dev.wireproof.engine.protocol;

import dev.wireproof.wire.net.Network;
import java.net.InetSocketAddress;
import java.time.Duration;

/// A way to tell that a started server is up: a value of `ready:` in `wireproof.yaml`.
public interface Ready {

  /// Such as `tcp`.
  String name();

  /// Whether it is meant where a description does not say how to tell.
  default boolean isUsual() {
    return false;
  }

  /// What it asks for beyond a listener at the port, in words that follow “listen there”.
  default String beyondListening() {
    return "";
  }

  /// One try.
  ///
  /// @param within bound on it
  boolean isReady(Network network, InetSocketAddress address, Duration within);
}
