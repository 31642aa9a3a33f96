package dev.wireproof.reference.web;

import java.io.IOException;

/// Answers one request.
@FunctionalInterface
public interface Handler {

  /// Answers the exchange.
  ///
  /// @throws Problem when the request is refused
  /// @throws InterruptedException when the server closes
  void handle(Exchange exchange) throws IOException, InterruptedException, Problem;
}
