package dev.wireproof.reference.web;

import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;

/// Responds to one request.
@FunctionalInterface
public interface Handler {

  /// Sends the response of the exchange.
  ///
  /// @throws Problem when the request is refused
  /// @throws InterruptedException when the server closes
  void handle(Exchange exchange) throws IOException, InterruptedException, Problem;

  /// The response of a path that is not written yet.
  static Handler missing() {
    return exchange -> {
      throw new Problem(404, "There is nothing here.");
    };
  }

  /// The same with a fault: such a request is the end of the server, for everybody.
  ///
  /// @param end ends the server
  default Handler endingOn(Predicate<Request> fatal, Runnable end) {
    return exchange -> {
      if (fatal.test(exchange.request())) {
        Thread.ofVirtual().name("end").start(end);
        exchange.abort();
        return;
      }
      handle(exchange);
    };
  }

  /// As [#endingOn], where that is a JSON text that stops before the value of a member.
  default Handler endingOnCutJson(boolean faulty, Runnable end) {
    return faulty ? endingOn(request -> request.body().latin1().strip().endsWith(":"), end) : this;
  }

  /// The same in a server that may have one of these two faults in how it refuses.
  ///
  /// @param silently whether [#silentInsteadOfRefusing]
  /// @param asJson whether [#problemsAsJson]
  default Handler refusing(boolean silently, boolean asJson) {
    if (silently) {
      return silentInsteadOfRefusing();
    }
    return asJson ? problemsAsJson() : this;
  }

  /// The same with a fault: a refusal is plain JSON, not `application/problem+json`.
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

  /// The same with a fault: where a request makes no sense it fails, and its connection ends
  /// without a word.
  default Handler silentInsteadOfRefusing() {
    return exchange -> {
      try {
        handle(exchange);
      } catch (Problem problem) {
        if (problem.status() != 400 && problem.status() != 422) {
          throw problem;
        }
      }
    };
  }
}
