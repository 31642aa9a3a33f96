package dev.wireproof.reference;

import java.net.InetSocketAddress;
import java.time.Duration;

/// A reference server that is listening.
public interface ReferenceServer extends AutoCloseable {

  /// Where it listens, with the port that it was really given.
  InetSocketAddress address();

  /// Stops accepting, finishes what is in flight, then closes; what is still unfinished after
  /// `grace` is cut off.
  void stop(Duration grace);

  /// Stops at once: the listener first, then all connections. No thread survives.
  @Override
  void close();
}
