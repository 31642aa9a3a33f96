package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.head;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.util.Collections;

/// Several requests under way on one connection (RFC 9112 §9.3.2), and requests in pieces (§2.2).
class PipeliningSpec {

  private static final Expectation<Seen> ANY = anyResponse();

  private static final String NOWHERE = "/no-such-resource-wireproof";

  @Must(
      id = "http1.pipelining.order",
      claim = "pipelined responses come in the order of the requests",
      rfc = "9112#9.3.2",
      proves = ORDERING)
  void responsesKeepTheOrderOfRequests(Http1Wire wire) {
    int missing = wire.requireElsewhere(get(NOWHERE), anyResponse()).status();
    Kept.needed(wire.send(get("/"), get(NOWHERE), get("/")).expectResponse(success()));
    Http1Response second =
        wire.expectResponse(
            response(
                "the answer to the second request: status " + missing,
                response -> response.status() == missing));
    Kept.next(wire, second, success());
  }

  @Must(
      id = "http1.pipelining.hundred",
      claim = "a hundred requests in one write get a hundred answers",
      rfc = "9112#9.3.2",
      proves = {ORDERING, FRAMING},
      safety = Safety.LOAD)
  void hundredRequestsGetHundredAnswers(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(Collections.nCopies(100, get("/")).toArray(Http1Request[]::new));
    for (int i = 1; i < 100; i++) {
      Kept.needed(wire.expectResponse(success()));
    }
    wire.expect(success());
  }

  @Must(
      id = "http1.segmentation.octet-by-octet",
      claim = "a request that comes one octet at a time gets the same answer",
      rfc = "9112#2.2",
      proves = FRAMING)
  void octetByOctetIsTheSameRequest(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.sendInPieces(get("/"), 1).expect(success());
  }

  @Must(
      id = "http1.head.no-body",
      claim = "the response to HEAD has no body",
      rfc = "9110#9.3.2",
      proves = FRAMING)
  void headHasNoBody(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(head("/"), get("/")).expect(ANY).expect(success().or(closed()));
  }

  @Must(
      id = "http1.pipelining.bodiless",
      claim = "responses without a body keep their places in a pipeline",
      rfc = "9112#6.3",
      proves = {FRAMING, ORDERING})
  void bodilessResponsesKeepTheirPlaces(Http1Wire wire) {
    wire.requireControl(get("/"));
    MethodSpec.requireHead(wire);
    wire.send(head("/"), get("/").with("If-None-Match", "*"), head(NOWHERE), head("/"), get("/"));
    Kept.needed(wire.expectResponse(success()));
    Http1Response missing =
        wire.expect(
                response("304, or 200 without a condition", response -> response.status() < 400))
            .expectResponse(response("an answer to HEAD", _ -> true));
    if (missing.announcesClose()) {
      wire.expectClosed();
    } else {
      wire.expect(success()).expect(success());
    }
  }
}
