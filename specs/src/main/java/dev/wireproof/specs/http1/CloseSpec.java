package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.rejection;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.NOWHERE;
import static dev.wireproof.specs.http1.Http1Controls.requireClose;
import static dev.wireproof.specs.http1.Http1Controls.requireHttp10;
import static dev.wireproof.specs.http1.Http1Controls.requireOffered;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.util.List;

/// When a connection ends, and which side announces it (RFC 9112 §9.3, §9.6).
class CloseSpec {

  private static final int SEVERAL = 20;
  private static final Expectation<Seen> ANNOUNCES_CLOSE =
      response("Connection: close", Http1Response::announcesClose);

  @Must(
      id = "http1.persistence.close-in-list",
      claim = "close counts in any case and anywhere in Connection",
      rfc = "9112#9.6",
      proves = KEEPALIVE,
      cases = CloseAmongOptions.class)
  void closeCountsInAnyCaseAndPlace(Http1Wire wire, CloseAmongOptions options) {
    requireClose(wire);
    Http1Request request = get("/");
    for (String line : options.lines) {
      request = request.with("Connection", line);
    }
    wire.send(request).expect(success()).expectClosed();
  }

  /// Connection fields that have close among their options.
  enum CloseAmongOptions implements Case {
    CAPITALS("CLOSE"),
    MIXED_CASE("Close"),
    LAST("x-wireproof, close"),
    FIRST("close, x-wireproof"),
    WITHOUT_BLANKS("x-wireproof,close,x-other"),
    BEHIND_AN_EMPTY_ELEMENT(", close"),
    ON_A_SECOND_LINE("x-wireproof", "close");

    private final List<String> lines;

    CloseAmongOptions(String... lines) {
      this.lines = List.of(lines);
    }
  }

  @Must(
      id = "http1.persistence.close-beats-keep-alive",
      claim = "close counts beside keep-alive",
      rfc = "9112#9.3",
      proves = KEEPALIVE)
  void closeBeatsKeepAlive(Http1Wire wire) {
    requireClose(wire);
    wire.send(get("/").with("Connection", "keep-alive, close")).expect(success()).expectClosed();
  }

  @Must(
      id = "http1.persistence.nothing-after-close",
      claim = "a request after one that said close is not answered",
      rfc = "9112#9.6",
      proves = {KEEPALIVE, ORDERING})
  void nothingIsAnsweredAfterClose(Http1Wire wire) {
    requireClose(wire);
    wire.send(get("/").with("Connection", "close"), get("/"))
        .expect(success().or(rejection()))
        .expectClosed();
  }

  @Must(
      id = "http1.persistence.announced-close",
      claim = "a server that says Connection: close closes",
      rfc = "9112#9.6",
      proves = KEEPALIVE)
  void announcedCloseIsDone(Http1Wire wire) {
    wire.requireControl(get("/"));
    Http1Response response =
        wire.send(get("/").with("Host", "{host}")).expectResponse(anyResponse());
    requireOffered(
        response, ANNOUNCES_CLOSE, "a response to two Host fields does not announce a close");
    wire.expectClosed();
  }

  @Should(
      id = "http1.persistence.end-is-announced",
      claim = "a connection lasts for twenty requests, or the last response says that it ends",
      rfc = "9112#9.6",
      proves = KEEPALIVE)
  void endIsAnnounced(Http1Wire wire) {
    for (int i = 1; i <= SEVERAL; i++) {
      Http1Response response = wire.send(get("/")).expectResponse(success());
      if (response.announcesClose()) {
        wire.expectClosed();
        return;
      }
    }
  }

  @Should(
      id = "http1.persistence.after-error",
      claim = "a connection stays open after a 404",
      rfc = "9112#9.3",
      proves = {KEEPALIVE, ERROR_HANDLING})
  void connectionOutlivesNotFound(Http1Wire wire) {
    Kept.requireGoingOn(wire.requireElsewhere(get("/"), success()));
    wire.send(get(NOWHERE)).expect(anyResponse());
    wire.send(get("/")).expect(success());
  }

  @Should(
      id = "http1.persistence.http10-keep-alive",
      claim = "the response says whether an HTTP/1.0 client that asks for keep-alive gets it",
      rfc = "9112#9.3",
      proves = {KEEPALIVE, NEGOTIATION})
  void http10ClientIsToldWhetherItIsKept(Http1Wire wire) {
    requireHttp10(wire);
    Http1Request old = get("/").version("HTTP/1.0").with("Connection", "keep-alive");
    Http1Response response = wire.send(old).expectResponse(success());
    if (response.fields().members("Connection").contains("keep-alive")) {
      wire.send(old).expect(success());
    } else {
      wire.expectClosed();
    }
  }

  @Must(
      id = "http1.persistence.refused-body",
      claim = "the body of a request that is refused is read or the connection closed",
      rfc = "9112#9.3",
      proves = {FRAMING, ROBUSTNESS})
  void bodyOfRefusedRequestIsNotARequest(Http1Wire wire) {
    requireClose(wire);
    Smuggling.expectBodyIsNotARequest(wire, get(NOWHERE));
  }

  @Observes(
      id = "http1.ending.after-refused-upload",
      claim = "how the server ends a connection whose upload it refuses",
      rfc = "9112#9.6",
      proves = {KEEPALIVE, DELIVERY})
  void endingAfterRefusedUpload(Http1Wire wire, Observation fact) {
    wire.requireControl(get("/"));
    Http1Request upload = get("/").with("Content-Length", "99999999999");
    Seen first = wire.send(upload.carrying(Octets.repeat('a', 300_000))).next();
    if (!(first instanceof Seen.Response(var response))) {
      fact.is("does not refuse it: " + (first instanceof Seen.Silence ? "reads on" : "cuts it"));
      return;
    }
    fact.is(
        response.status()
            + switch (wire.next()) {
              case Seen.Closed _ -> ", then FIN";
              case Seen.Broken _ -> ", then RST";
              case Seen.Silence _ -> ", and reads on";
              default -> ", and more";
            });
  }
}
