package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.NOWHERE;
import static dev.wireproof.specs.http1.Http1Controls.requireClose;
import static dev.wireproof.specs.http1.Http1Controls.requireOffered;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Rule.INTERIM_TO_HTTP10;

import dev.wireproof.clients.http1.Http1PassiveRules;
import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.May;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.specs.http1.Smuggling;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

/// Expect: 100-continue (RFC 9110 §10.1.1).
class ExpectSpec {

  private static final String CONTINUE = "100-continue";

  @Must(
      id = "http1.expect.continue",
      claim = "a client that waits with its body gets 100 or a final response",
      rfc = "9110#10.1.1",
      proves = {NEGOTIATION, LIVENESS})
  void waitingClientIsToldToGoOn(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withBody("hello"));
    wire.sendAllBut(5, upload.request().withBody("hello").with("Expect", CONTINUE))
        .expectInterim(
            response("100 (Continue) or a final status", response -> response.status() != 408));
  }

  @Must(
      id = "http1.expect.final-after-continue",
      claim = "after 100 the body is read and answered, and the connection goes on",
      rfc = "9110#10.1.1",
      proves = {NEGOTIATION, FRAMING})
  void bodyIsReadAfterContinue(Http1Wire wire, Http1Upload upload) {
    Http1Request request = upload.request().withBody("hello");
    wire.requireControl(request);
    Http1Request waiting = request.with("Expect", CONTINUE);
    Seen first = wire.sendAllBut(5, waiting).interim();
    requireOffered(
        first,
        response("100 (Continue)", response -> response.status() == 100),
        "no 100 (Continue) to a client that waits");
    Http1Response last = wire.release(5, waiting).expectResponse(success());
    if (last.announcesClose()) {
      wire.expectClosed();
    } else {
      wire.send(get("/")).expect(success());
    }
  }

  @Must(
      id = "http1.expect.http10",
      claim = "an HTTP/1.0 client gets no interim response, whatever it expects",
      rfc = "9110#15.2",
      proves = NEGOTIATION,
      passive = true)
  void noInterimResponseToHttp10(Http1PassiveRules ledger) {
    ledger.expect(INTERIM_TO_HTTP10);
  }

  @Must(
      id = "http1.expect.case-insensitive",
      claim = "100-continue counts in any case",
      rfc = "9110#10.1.1",
      proves = NEGOTIATION)
  void expectationHasNoCase(Http1Wire wire, Http1Upload upload) {
    Http1Request request = upload.request().withBody("hello");
    wire.requireControl(request.with("Expect", CONTINUE));
    wire.send(request.with("Expect", "100-Continue")).expect(success());
  }

  @May(
      id = "http1.expect.unknown",
      claim = "an unknown expectation is refused with 417 or ignored",
      rfc = "9110#10.1.1",
      proves = {NEGOTIATION, ERROR_HANDLING})
  void unknownExpectationIsRefusedOrIgnored(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").with("Expect", "wireproof"))
        .expect(
            response(
                "417, or a response as without it",
                response -> response.status() == 417 || response.isSuccess()));
  }

  @May(
      id = "http1.expect.no-body",
      claim = "a client without a body to send is not sent 100",
      rfc = "9110#10.1.1",
      proves = NEGOTIATION)
  void noContinueWithoutABody(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").with("Expect", CONTINUE))
        .expectInterim(response("a final response", response -> response.status() >= 200));
  }

  @Must(
      id = "http1.expect.refused-body",
      claim = "what a client sends after it was refused is not taken for a request",
      rfc = "9110#10.1.1",
      proves = {FRAMING, ROBUSTNESS})
  void bodyAfterRefusalIsNotARequest(Http1Wire wire, Http1Upload upload) {
    requireClose(wire);
    wire.requireControl(upload.request().withBody("hello"));
    Smuggling.expectBodyIsNotARequest(wire, upload.at(NOWHERE).with("Expect", CONTINUE));
  }

  @Should(
      id = "http1.expect.refusal-says-close",
      claim = "a refusal that ends the connection says so to a client that still waits",
      rfc = "9110#10.1.1",
      proves = {KEEPALIVE, NEGOTIATION})
  void refusalSaysWhetherItCloses(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withBody("hello"));
    Http1Request waiting = upload.at(NOWHERE).withBody("hello").with("Expect", CONTINUE);
    Http1Response refusal =
        requireOffered(
            wire.sendAllBut(5, waiting).interim(),
            response("a refusal", response -> response.status() >= 400),
            NOWHERE + " with a body to come is not refused");
    if (wire.meanwhile() instanceof Seen.Closed) {
      wire.expect(having("Connection: close", Http1Response::announcesClose), refusal);
    }
  }
}
