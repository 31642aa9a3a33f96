package dev.wireproof.specs.serversentevents;

import static dev.wireproof.harness.spec.Property.CONCURRENCY;
import static dev.wireproof.harness.spec.Property.DELIVERY;
import static dev.wireproof.harness.spec.Property.RESUMPTION;
import static dev.wireproof.harness.spec.Safety.LOAD;

import dev.wireproof.harness.spec.Must;
import dev.wireproof.harness.spec.Slug;
import dev.wireproof.harness.spec.Topic;
import dev.wireproof.harness.verdict.Decided;
import dev.wireproof.wire.http1.Http1Request;

/// Where a stream begins that resumes nothing.
@Topic(Slug.SERVER_SENT_EVENTS)
class BeginSpec {

  private static final int ROUNDS = 8;

  @Must(
      id = "server-sent-events.begin.no-gap",
      claim = "once the head is there, no event is missed",
      source = "contract E",
      proves = {DELIVERY, CONCURRENCY},
      lectures = 10,
      safety = LOAD)
  void nothingIsMissedAfterTheHead(Room room) {
    room.isHeardInTheEnd();
    for (int round = 0; round < ROUNDS; round++) {
      Room fresh = room.another();
      Listener listener = fresh.open(fresh.stream());
      listener.hears(fresh.post(), "an event that was posted after the head had come");
      listener.leave();
    }
  }

  @Must(
      id = "server-sent-events.begin.only-new",
      claim = "a client without Last-Event-ID hears what is posted from now on",
      source = "contract E",
      proves = DELIVERY,
      lectures = 10,
      safety = LOAD)
  void historyIsNotSent(Room room) {
    beginsWithNew(room, room.stream());
  }

  @Must(
      id = "server-sent-events.begin.empty-id",
      claim = "an empty Last-Event-ID is as none",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = RESUMPTION,
      lectures = 10,
      safety = LOAD)
  void emptyIdIsAsNone(Room room) {
    beginsWithNew(room, room.streamAfter(""));
  }

  private static void beginsWithNew(Room room, Http1Request request) {
    room.listen().leave();
    Posted old = room.post();
    Listener listener = room.open(request);
    Posted fresh = room.post();
    String heard = listener.word(listener.next().orElseThrow(() -> room.failed("no event")).data());
    if (!heard.equals(fresh.text())) {
      throw Decided.violates(
          "“" + fresh.text() + "”, which was posted after the stream was opened",
          heard + (heard.equals(old.text()) ? ", which was posted before" : ""));
    }
  }
}
