package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.specs.http1.Http1Controls.requireOffered;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.Teaches;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

/// Refusals of clients that are still sending (RFC 9112 §9.6).
class RefusalSpec {

  /// More than any server takes in one read, and less than one that drops what comes would stop at.
  private static final Octets MORE = Octets.repeat('a', 1_000_000);

  private static final Expectation<Seen> NO_RESET =
      Expectation.of(
          "the refusal and the end (FIN), or nothing, while %d octets were on their way"
              .formatted(MORE.size()),
          seen -> !(seen instanceof Seen.Broken));

  @Teaches(
      id = "http1.ending.refusal-arrives",
      claim =
          "a client that is still sending is refused without a reset, which may cost it the response",
      rfc = "9112#9.6",
      proves = {DELIVERY, ERROR_HANDLING},
      safety = Safety.LOAD,
      // whether octets are unread when it closes is a race, which the server nearly always loses
      rounds = 6)
  void sendingClientIsNotReset(Http1Wire wire) {
    Http1Request bad = get("/").with("Content-Length", "1x");
    wire.requireControl(get("/").with("X-Wireproof", "1x"));
    Http1Response alone = wire.requireElsewhere(bad, anyResponse());
    requireOffered(
        alone,
        response("a 4xx", Http1Response::isClientError),
        "a Content-Length that is not a number is not refused");
    expectNoReset(wire.another(), bad);
  }

  private static String told(Seen answered, Seen then) {
    return answered.equals(then)
        ? answered.toString()
        : answered + ", and after it a reset, which can destroy it on the way";
  }

  private static void expectNoReset(Http1Wire wire, Http1Request bad) {
    Seen answered = wire.send(bad.carrying(MORE)).next();
    Seen then = answered instanceof Seen.Response ? wire.meanwhile() : answered;
    wire.close();
    wire.expect(NO_RESET.showing(_ -> told(answered, then)), then);
  }
}
