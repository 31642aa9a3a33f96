package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.specs.http1.Http1Controls.NOWHERE;
import static dev.wireproof.specs.http1.Http1Controls.requireHead;
import static dev.wireproof.specs.http1.Http1Controls.requirePipelining;
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

  @Must(
      id = "http1.pipelining.order",
      claim = "pipelined responses come in the order of the requests",
      rfc = "9112#9.3.2",
      proves = ORDERING)
  void responsesKeepTheOrderOfRequests(Http1Wire wire) {
    // only the second of the three is about nothing: its status shows where its response stands
    int missing = wire.requireElsewhere(get(NOWHERE), anyResponse()).status();
    Kept.on(wire)
        .send(get("/"), get(NOWHERE), get("/"))
        .expect(success().as("first, the response to GET /: 2xx"))
        .expect(status(missing).as("second, the response to GET " + NOWHERE + ": " + missing))
        .expectOrAnnouncedEnd(success().as("third, the response to the other GET /: 2xx"));
  }

  @Must(
      id = "http1.pipelining.hundred",
      claim = "a hundred requests in one write get a hundred responses",
      rfc = "9112#9.3.2",
      proves = {ORDERING, FRAMING},
      safety = Safety.LOAD)
  void hundredRequestsGetHundredAnswers(Http1Wire wire) {
    wire.requireControl(get("/"));
    requirePipelining(wire);
    Kept kept = Kept.on(wire);
    kept.send(Collections.nCopies(100, get("/")).toArray(Http1Request[]::new));
    for (int i = 1; i <= 100; i++) {
      kept.expect(success().as("response " + i + " of 100, a 2xx"));
    }
  }

  @Must(
      id = "http1.segmentation.octet-by-octet",
      claim = "a request that comes one octet at a time gets the same response",
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
    requirePipelining(wire);
    wire.send(head("/"), get("/")).expect(ANY).expect(success().or(closed()));
  }

  @Must(
      id = "http1.pipelining.bodiless",
      claim = "responses without a body keep their places in a pipeline",
      rfc = "9112#6.3",
      proves = {FRAMING, ORDERING})
  void bodilessResponsesKeepTheirPlaces(Http1Wire wire) {
    wire.requireControl(get("/"));
    requireHead(wire);
    requirePipelining(wire);
    wire.send(head("/"), get("/").with("If-None-Match", "*"), head(NOWHERE), head("/"), get("/"));
    Http1Response missing =
        Kept.on(wire)
            .expect(success().as("the response to HEAD /: 2xx"))
            .expect(response("304, or 200 without a condition", each -> each.status() < 400))
            .expectResponse(ANY.as("the response to HEAD " + NOWHERE));
    if (missing.announcesClose()) {
      wire.expectClosed();
    } else {
      wire.expect(success().as("the response to the second HEAD /: 2xx"))
          .expect(success().as("the response to the last GET /: 2xx"));
    }
  }
}
