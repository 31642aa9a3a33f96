package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.specs.http1.Http1Controls.requirePipelining;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;

/// Requests that come in pieces (RFC 9112 §2.2): TCP carries a stream and knows no messages.
class SegmentationSpec {

  private static final Expectation<Seen> NOTHING_YET =
      Expectation.of(
          "nothing yet", seen -> seen instanceof Seen.Silence(_, var partial) && partial.isEmpty());

  @Must(
      id = "http1.segmentation.remainder-later",
      claim = "the beginning of a request that came along with the one before is not lost",
      rfc = "9112#9.3.2",
      proves = FRAMING)
  void remainderMayComeLater(Http1Wire wire) {
    wire.requireControl(get("/"));
    Octets second = wire.octets(get("/"));
    Seen first = wire.sendOctets(wire.octets(get("/")).plus(second.first(12))).next();
    wire.expect(
        success().tolerating(NOTHING_YET, "answers the first when the second is whole"), first);
    Kept.requireGoingOn(first);
    wire.sendOctets(second.from(12)).expect(Kept.orEnded(success()));
    if (first instanceof Seen.Silence) {
      wire.expect(Kept.orEnded(success()));
    }
  }

  @Must(
      id = "http1.segmentation.body-in-pieces",
      claim = "a body that comes in pieces is the same body",
      rfc = "9112#6.3",
      proves = FRAMING)
  void bodyMayComeInPieces(Http1Wire wire, Http1Upload upload) {
    Http1Request request = upload.request().withBody("hello");
    wire.requireControl(request);
    wire.sendAllBut(3, request);
    Expectation<Seen> served = success();
    if (wire.meanwhile() instanceof Seen.Response answered) {
      // it may answer before the body is whole, and then has to read the rest
      wire.expect(served, answered);
      wire.release(3, request);
    } else {
      wire.release(3, request).expect(served);
    }
    wire.expectNextServed();
  }

  @Must(
      id = "http1.pipelining.slow-first",
      claim = "a slow response is not overtaken by a fast one after it",
      rfc = "9112#9.3.2",
      proves = ORDERING)
  void slowAnswerIsNotOvertaken(Http1Wire wire) {
    Http1Request slow = get("/slow?ms=100");
    Octets late = requireSlow(wire, slow).body();
    requirePipelining(wire);
    Kept.on(wire)
        .send(slow, get("/"))
        .expect(response("the slow response first", response -> response.body().equals(late)))
        .expect(success());
  }

  /// @throws VerdictException unless it is served, and takes its time: not applicable
  private static Http1Response requireSlow(Http1Wire wire, Http1Request slow) {
    long begin = System.nanoTime();
    Http1Response late = wire.requireElsewhere(slow, anyResponse());
    boolean isSlow = System.nanoTime() - begin > Duration.ofMillis(100).toNanos();
    if (!late.isSuccess() || !isSlow) {
      throw VerdictException.notApplicable(
          "nothing slow: " + slow + " is answered at once, " + late);
    }
    return late;
  }
}
