package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.matching;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;

/// The head of the response, which comes before anything happens.
class HeadSpec {

  @Must(
      id = "server-sent-events.head.at-once",
      claim = "a stream is answered with 200 before there is any event",
      proves = DELIVERY,
      safety = Safety.POLITE)
  void headComesAtOnce(Room room, Http1Wire wire) {
    wire.send(room.streamRequest());
    wire.expect(status(200), wire.head());
  }

  @Must(
      id = "server-sent-events.head.media-type",
      claim = "a stream is text/event-stream, with no parameter but charset=utf-8",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = NEGOTIATION,
      safety = Safety.POLITE)
  void streamIsAnEventStream(Room room) {
    expectThat(
        room.open().field("Content-Type").orElse("none"),
        matching(
            "the Content-Type text/event-stream",
            "(?i)\\s*text/event-stream\\s*(;\\s*charset=\"?utf-8\"?\\s*)?"));
  }

  @Must(
      id = "server-sent-events.head.no-store",
      claim = "a stream is not cached",
      source = "contract E; RFC 9111, section 5.2.2",
      proves = DELIVERY,
      safety = Safety.POLITE)
  void streamIsNotCached(Room room) {
    expectThat(
        room.open().field("Cache-Control").orElse("none"),
        matching("no-store or no-cache in Cache-Control", "(?i).*\\bno-(store|cache)\\b.*"));
  }

  @Must(
      id = "server-sent-events.head.no-length",
      claim = "a stream has no Content-Length",
      rfc = "9112#6.3",
      proves = FRAMING,
      safety = Safety.POLITE)
  void streamHasNoLength(Room room) {
    expectThat(
        room.open().field("Content-Length").orElse("none"),
        equalTo("none").as("no Content-Length, since a stream has no end that is known"));
  }

  @Must(
      id = "server-sent-events.head.no-coding",
      claim = "a stream is not compressed, even for a client that would accept it",
      proves = {DELIVERY, NEGOTIATION},
      safety = Safety.POLITE)
  void streamIsNotCompressed(Room room) {
    Listener listener =
        room.open(room.streamRequest().with("Accept-Encoding", "gzip, deflate, br"));
    expectThat(
        listener.field("Content-Encoding").orElse("identity"),
        matching("no Content-Encoding", "(?i)identity"));
  }
}
