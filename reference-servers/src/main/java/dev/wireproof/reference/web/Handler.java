package dev.wireproof.reference.web;

import java.io.IOException;
import java.util.Map;

/// Answers one request.
@FunctionalInterface
public interface Handler {

  /// Answers the exchange.
  ///
  /// @throws Problem when the request is refused
  /// @throws InterruptedException when the server closes
  void handle(Exchange exchange) throws IOException, InterruptedException, Problem;

  /// The same with a bug: a refusal is plain JSON, and no `application/problem+json`.
  default Handler problemsAsJson() {
    return exchange -> {
      try {
        handle(exchange);
      } catch (Problem problem) {
        exchange.respond(
            problem.status(),
            Map.of("error", String.valueOf(problem.getMessage())),
            problem.fields().toArray(String[]::new));
      }
    };
  }
}
