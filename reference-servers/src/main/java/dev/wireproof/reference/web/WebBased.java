package dev.wireproof.reference.web;

import dev.wireproof.reference.ReferenceServer;
import java.net.InetSocketAddress;
import java.time.Duration;

/// A reference server whose handlers a [WebServer] serves: it listens, stops and closes with it.
public interface WebBased extends ReferenceServer {

  WebServer web();

  @Override
  default InetSocketAddress address() {
    return web().address();
  }

  @Override
  default void stop(Duration grace) {
    web().stop(grace);
  }

  @Override
  default void close() {
    web().close();
  }
}
