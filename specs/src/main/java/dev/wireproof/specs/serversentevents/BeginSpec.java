package dev.wireproof.specs.serversentevents;

import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;

import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.http1.Http1Request;
import java.util.List;
import java.util.stream.Stream;

/// Where a stream begins that does not resume another.
class BeginSpec {

  /// Streams that are opened at once, so that the server is busy.
  private static final int AT_ONCE = 8;

  @Must(
      id = "server-sent-events.begin.no-gap",
      claim = "once the head of the response has arrived, no event is missed",
      proves = {DELIVERY, CONCURRENCY},
      rounds = 16)
  void nothingIsMissedAfterTheHead(Room room) {
    room.requireStreamInTheEnd();
    int streams = Math.clamp(room.connections() / 2, 1, AT_ONCE);
    List<Newcomer> newcomers =
        Stream.generate(() -> new Newcomer(room.another())).limit(streams).toList();
    newcomers.forEach(Newcomer::beginStream);
    newcomers.forEach(Newcomer::postAtTheHead);
    newcomers.forEach(newcomer -> newcomer.expectEvent());
  }

  @Must(
      id = "server-sent-events.begin.only-new",
      claim = "a client without Last-Event-ID gets only what is posted from now on",
      proves = DELIVERY)
  void historyIsNotSent(Room room) {
    expectOnlyNew(room, room.streamRequest());
  }

  @Must(
      id = "server-sent-events.begin.empty-id",
      claim = "an empty Last-Event-ID is the same as none",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = RESUMPTION)
  void emptyIdIsTheSameAsNone(Room room) {
    expectOnlyNew(room, room.streamRequestAfter(""));
  }

  private static void expectOnlyNew(Room room, Http1Request request) {
    room.requireListener().leave();
    Posted old = room.requirePosted();
    Listener listener = room.expectStream(request, "a stream, with 200");
    Posted fresh = room.requirePosted();
    expectThat(
        listener.requireAny(),
        equalTo(fresh.text())
            .as("“" + fresh.text() + "”, which was posted after the stream was opened")
            .showing(word -> word + (word.equals(old.text()) ? ", which was posted before" : "")));
  }
}
