package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.Locale;
import java.util.Optional;

/// The head of the answer, which comes before anything happens.
class HeadSpec {

  @Must(
      id = "server-sent-events.head.at-once",
      claim = "a stream is answered with 200 before there is any event",
      proves = DELIVERY,
      safety = Safety.POLITE)
  void headComesAtOnce(Room room, Http1Wire wire) {
    wire.send(room.stream());
    wire.expect(status(200), wire.head());
  }

  @Must(
      id = "server-sent-events.head.media-type",
      claim = "a stream is text/event-stream, with no parameter but charset=utf-8",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = NEGOTIATION,
      safety = Safety.POLITE)
  void streamIsAnEventStream(Room room) {
    Optional<String> type = field(room, "Content-Type");
    String plain = type.orElse("none").toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "");
    if (!plain.equals("text/event-stream") && !plain.equals("text/event-stream;charset=utf-8")) {
      throw VerdictException.violates("the Content-Type text/event-stream", type.orElse("none"));
    }
  }

  @Must(
      id = "server-sent-events.head.no-store",
      claim = "no cache keeps a stream",
      source = "contract E; RFC 9111, section 5.2.2",
      proves = DELIVERY,
      safety = Safety.POLITE)
  void streamIsNotCached(Room room) {
    Optional<String> caching = field(room, "Cache-Control");
    if (!caching.orElse("").toLowerCase(Locale.ROOT).matches(".*\\bno-(store|cache)\\b.*")) {
      throw VerdictException.violates(
          "no-store or no-cache in Cache-Control", caching.orElse("none"));
    }
  }

  @Must(
      id = "server-sent-events.head.no-length",
      claim = "a stream has no Content-Length",
      rfc = "9112#6.3",
      proves = FRAMING,
      safety = Safety.POLITE)
  void streamHasNoLength(Room room) {
    field(room, "Content-Length")
        .ifPresent(length -> {
          throw VerdictException.violates(
              "no Content-Length: nobody knows how much will come", length);
        });
  }

  @Must(
      id = "server-sent-events.head.no-coding",
      claim = "a stream is not compressed, also for those who would accept it",
      proves = {DELIVERY, NEGOTIATION},
      safety = Safety.POLITE)
  void streamIsNotCompressed(Room room) {
    room.open(room.stream().with("Accept-Encoding", "gzip, deflate, br")).stream()
        .head()
        .field("Content-Encoding")
        .filter(coding -> !coding.equalsIgnoreCase("identity"))
        .ifPresent(coding -> {
          throw VerdictException.violates("no Content-Encoding", coding);
        });
  }

  private static Optional<String> field(Room room, String name) {
    return room.open(room.stream()).stream().head().field(name);
  }
}
