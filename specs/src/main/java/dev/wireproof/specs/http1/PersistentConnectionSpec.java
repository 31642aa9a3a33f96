package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.specs.http1.Http1Controls.requireHttp10;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

/// Persistence of HTTP/1.1 connections (RFC 9112 §9.3, §9.6).
class PersistentConnectionSpec {

  @Should(
      id = "http1.persistence.second-request",
      claim = "a connection stays open after its first response",
      rfc = "9112#9.3",
      proves = KEEPALIVE)
  void secondRequestIsAnsweredOnTheSameConnection(Http1Wire wire) {
    wire.send(get("/")).expect(status(200));
    wire.send(get("/")).expect(status(200));
  }

  @Must(
      id = "http1.persistence.close-honoured",
      claim = "after a request with Connection: close, the server answers and closes",
      rfc = "9112#9.6",
      proves = KEEPALIVE)
  void closeIsHonoured(Http1Wire wire) {
    wire.send(get("/").with("Connection", "close")).expect(success()).expectClosed();
  }

  @Should(
      id = "http1.persistence.close-announced",
      claim = "the last response on a connection says Connection: close",
      rfc = "9112#9.6",
      proves = KEEPALIVE)
  void closeIsAnnounced(Http1Wire wire) {
    wire.send(get("/").with("Connection", "close"))
        .expect(success().and(having("Connection: close", Http1Response::announcesClose)));
  }

  @Must(
      id = "http1.persistence.http10-closes",
      claim = "an HTTP/1.0 request that does not ask for more ends the connection",
      rfc = "9112#9.3",
      proves = KEEPALIVE)
  void http10Closes(Http1Wire wire) {
    requireHttp10(wire);
    wire.send(get("/").version("HTTP/1.0")).expect(success()).expectClosed();
  }

  @Should(
      id = "http1.half-close.answered",
      claim = "a client that has closed its sending side still gets its response",
      rfc = "9112#9.6",
      proves = {KEEPALIVE, FRAMING})
  void halfClosedClientIsAnswered(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/")).finishSending().expect(success());
  }

  @Observes(
      id = "http1.ending.after-close",
      claim = "how the server ends a connection that was to be closed",
      rfc = "9112#9.6",
      proves = KEEPALIVE)
  void endingAfterClose(Http1Wire wire, Observation fact) {
    wire.send(get("/").with("Connection", "close")).expect(success());
    fact.is(
        switch (wire.next()) {
          case Seen.Closed _ -> "ends with FIN";
          case Seen.Broken _ -> "ends with RST";
          case Seen.Silence _ -> "does not end";
          default -> "sends more";
        });
  }
}
