package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.inAnyOrder;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Seen;
import java.util.ArrayList;
import java.util.List;

/// A client that was away and comes back with the last id that it has seen.
class ResumeSpec {

  /// A stream that does not begin at all is what other specs are about.
  private static final Expectation<Seen> NOT_REFUSED =
      Expectation.of(
          "a stream, with 200",
          seen -> !(seen instanceof Seen.Response(var head)) || head.status() == 200);

  private static final int KEPT = 1000;
  private static final int LONG_TEXTS = 40;
  private static final int MEANWHILE = 5;
  private static final int ROUNDS = 6;

  @Must(
      id = "server-sent-events.resume.after-id",
      claim =
          "a client that comes back with its last id gets what it missed, and then what is new",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = {RESUMPTION, DELIVERY})
  void streamGoesOnAfterTheId(Room room) {
    Listener before = room.requireListener();
    Posted last = room.requirePosted();
    before.requireHeard(last);
    before.reset();
    List<Posted> missed = room.requirePosted(3);
    Listener after =
        room.expectStream(
            room.streamRequestAfter(last.id()), "a stream for a client that comes back");
    after.expectHeard(missed, "what was posted while the client was away");
    after.expectHeard(room.requirePosted(), "what is posted when it is back");
  }

  @Must(
      id = "server-sent-events.resume.again",
      claim = "the same id gives the same events again",
      proves = RESUMPTION)
  void sameIdGivesTheSameAgain(Room room) {
    room.requireResumption();
    Posted last = room.requirePosted();
    List<Posted> missed = room.requirePosted(3);
    for (int time = 1; time <= 2; time++) {
      Listener listener = room.openAfter(last);
      listener.expectHeard(missed, "the events after the id, when they are requested for time " + time);
      listener.leave();
    }
  }

  @Must(
      id = "server-sent-events.resume.unknown-id",
      claim = "after an unknown id come all events that are kept",
      proves = RESUMPTION)
  void unknownIdGivesAll(Room room, Http1Wire wire) {
    room.requireResumption();
    wire.send(room.another().streamRequestAfter("never-given"));
    wire.expect(NOT_REFUSED, wire.head());
    List<Posted> all = room.requirePosted(3);
    room.open(room.streamRequestAfter("never-given")).expectHeard(all, "all events of the room");
  }

  @Must(
      id = "server-sent-events.resume.kept",
      claim = "the last 1000 events of a room can be replayed, in their order",
      proves = {RESUMPTION, ORDERING})
  void thousandEventsAreKept(Room room) {
    room.requireResumption();
    List<Posted> posted = room.requirePostedMany(KEPT);
    String first = posted.getFirst().id();
    room.expectStream(room.streamRequestAfter(first), "a stream after the oldest of 1000 events")
        .expectHeard(posted.subList(1, KEPT), "the events after the first");
  }

  @Must(
      id = "server-sent-events.resume.no-gap",
      claim = "what is posted while a client comes back is delivered, once",
      proves = {RESUMPTION, CONCURRENCY, DELIVERY},
      cases = Meanwhile.class)
  void nothingIsLostOrDoubledMeanwhile(Room room, Meanwhile meanwhile) {
    room.requireResumption();
    switch (meanwhile) {
      case DURING_THE_REPLAY -> expectWholeDuringTheReplay(room);
      case AS_IT_COMES -> expectWholeAsItComes(room);
    }
  }

  /// When the events are posted.
  enum Meanwhile implements Case {
    /// While the old events are being sent: so many that the client has not read them all.
    DURING_THE_REPLAY,
    /// At the same moment.
    AS_IT_COMES
  }

  private static void expectWholeDuringTheReplay(Room room) {
    Posted last = room.requirePosted();
    var due = new ArrayList<>(room.requirePostedLong(LONG_TEXTS));
    Listener listener = room.openWithoutReading(room.streamRequestAfter(last.id()));
    for (int i = 0; i < MEANWHILE; i++) {
      due.add(room.expectPosted(room.newText()));
    }
    listener.stream().resumeReading();
    due.add(room.requirePosted());
    listener.expectHeardWithReconnecting(
        last, due, "each event once, including those that were posted meanwhile");
  }

  private static void expectWholeAsItComes(Room room) {
    Posted last = room.requirePosted();
    for (int round = 0; round < ROUNDS; round++) {
      StreamRace race = StreamRace.run(room, last);
      last = room.requirePosted();
      List<String> words =
          race.listener().expectWords(4, "four events that were posted meanwhile");
      expectThat(words, inAnyOrder(race.texts()).as("each of " + race.texts() + " once"));
      race.listener().expectHeard(last, "the next event after them");
      race.listener().leave();
    }
  }
}
