package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.specs.http1.Http1Controls.requireField;
import static dev.wireproof.specs.http1.Http1Controls.requireOffered;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Echo;
import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Response;

/// Responses that only come when they are asked for in a certain way (RFC 9110 §6.6.1, §8.6; RFC
/// 9112 §6).
class ResponseFramingSpec {

  @Must(
      id = "http1.response.date-of-refusal",
      claim = "a refusal of a malformed request is dated too",
      rfc = "9110#6.6.1",
      proves = FIDELITY)
  void refusalIsDated(Http1Wire wire) {
    wire.requireControl(get("/"));
    Http1Response refused = wire.requireElsewhere(get("/").without("Host"), anyResponse());
    if (!refused.isClientError()) {
      refused =
          requireOffered(
              wire.another().send(get("/").withLine("X-Wireproof : 1")).next(),
              response("a 4xx", Http1Response::isClientError),
              "neither a missing Host nor a space before a colon is refused");
    }
    wire.expect(having("a refusal with a Date", each -> each.fields().has("Date")), refused);
  }

  @Should(
      id = "http1.response.close-of-refusal",
      claim = "a refusal that ends the connection says so",
      rfc = "9112#9.6",
      proves = {KEEPALIVE, ERROR_HANDLING})
  void lastRefusalAnnouncesClose(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withBody("hello"));
    wire.send(upload.request().withBody("hello").with("Content-Length", "6"))
        .expect(refusal(400).and(having("Connection: close", Http1Response::announcesClose)));
  }

  @Observes(
      id = "http1.response.server",
      claim = "what the server says about itself",
      rfc = "9110#10.2.4",
      proves = CONFIDENTIALITY)
  void whatServerTells(Http1Wire wire, Observation fact) {
    fact.is(
        wire.requireServed(get("/"))
            .field("Server")
            .map(value -> "calls itself “" + Octets.latin1(value).printable() + "”")
            .orElse("does not say what it is"));
  }

  @Must(
      id = "http1.response.not-modified-length",
      claim = "a Content-Length in 304 is that of the 200",
      rfc = "9110#8.6",
      proves = FRAMING)
  void lengthOfNotModifiedIsThatOfTheWhole(Http1Wire wire) {
    Http1Response whole = wire.requireElsewhere(get("/"), success());
    String tag = requireField(whole, "ETag", "GET /");
    Http1Response stored =
        wire.send(get("/").with("If-None-Match", tag)).expectResponse(anyResponse());
    requireOffered(stored, status(304), "GET / is never answered with 304");
    String length = Integer.toString(whole.body().size());
    wire.expect(
        having(
            "no Content-Length in 304, or " + length + " as in 200",
            each -> each.fields().all("Content-Length").stream().allMatch(length::equals)),
        stored);
  }

  @Must(
      id = "http1.response.content-length-exact",
      claim = "Content-Length is the number of octets that follow",
      rfc = "9110#8.6",
      proves = {FRAMING, FIDELITY})
  void contentLengthCountsOctets(Http1Wire wire, Http1Echo echo) {
    String twoOctetsEach = "\u00c3\u00a9".repeat(8);
    Http1Response shown =
        wire.send(echo.request().with("X-Wireproof", twoOctetsEach)).expectResponse(anyResponse());
    if (shown.announcesClose()) {
      wire.expectClosed();
    } else {
      wire.send(get("/")).expect(success().or(closed()));
    }
  }
}
