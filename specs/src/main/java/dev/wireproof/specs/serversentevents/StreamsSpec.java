package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.noDuplicates;
import static dev.wireproof.engine.verdict.Expectations.without;

import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Many streams at the same time.
class StreamsSpec {

  private static final int SOME = 5;
  private static final int HUNDRED = 100;

  private static final int IN_ORDER = 12;
  private static final int AT_ONCE = 12;
  private static final int LONG_TEXTS = 50;

  @Must(
      id = "server-sent-events.streams.everybody",
      claim = "an event is sent to all streams of its room",
      proves = {DELIVERY, CONCURRENCY})
  void eventIsSentToAll(Room room) {
    room.requireStreams();
    var listeners = new ArrayList<Listener>();
    for (int i = 0; i < SOME; i++) {
      listeners.add(room.expectStream(room.streamRequest(), SOME + " streams of one room"));
    }
    Posted posted = room.requirePosted();
    listeners.forEach(each -> each.expectHeard(posted, "the event at each of " + SOME + " streams"));
  }

  @Must(
      id = "server-sent-events.rooms.apart",
      claim = "an event is not sent to the streams of another room",
      proves = DELIVERY,
      cases = Other.class)
  void roomsAreApart(Room room, Other other) {
    Listener listener = room.requireListener();
    Posted elsewhere = other.room.apply(room).requirePosted();
    Posted here = room.requirePosted();
    expectThat(
        listener.requireOneOf(elsewhere, here).data(),
        without(elsewhere.text())
            .as("only events of the room itself")
            .showing(_ -> "an event of another room"));
  }

  /// Which room.
  enum Other implements Case {
    OTHER_NAME(Room::another),
    OTHER_CASE(Room::inUpperCase);

    private final UnaryOperator<Room> room;

    Other(UnaryOperator<Room> room) {
      this.room = room;
    }
  }

  @Must(
      id = "server-sent-events.order.as-posted",
      claim = "events arrive in the order in which they were posted, each once",
      proves = ORDERING)
  void eventsArriveAsTheyWerePosted(Room room) {
    Listener listener = room.requireListener();
    listener.expectHeard(room.requirePosted(IN_ORDER), "the events in their order");
  }

  @Must(
      id = "server-sent-events.order.same-for-all",
      claim = "all streams of a room carry the same events in the same order",
      proves = {ORDERING, CONCURRENCY})
  void orderIsTheSameForAll(Room room) {
    List<Listener> listeners = room.requireListeners(3);
    List<String> texts = Stream.generate(room::newText).limit(AT_ONCE).toList();
    room.postAtOnce(texts).forEach(reply -> reply.require(status(201)));
    List<String> first = listeners.getFirst().expectWords(AT_ONCE, AT_ONCE + " events");
    expectThat(first, noDuplicates());
    for (Listener other : listeners.subList(1, 3)) {
      List<String> words = other.expectWords(AT_ONCE, AT_ONCE + " events");
      expectThat(words, noDuplicates());
      expectThat(words, equalTo(first).as("the same order as at the first stream, " + first));
    }
  }

  @Must(
      id = "server-sent-events.streams.hundred",
      claim = "a hundred streams are open at once, and other requests are still answered",
      proves = CONCURRENCY,
      alone = true)
  void hundredStreamsAreServed(Room room) {
    int wanted = Math.clamp(room.connections(), 1, HUNDRED);
    room.requireStreams();
    var listeners = new ArrayList<Listener>();
    for (int i = 1; i <= wanted; i++) {
      String expected = "%d streams at once, and number %d".formatted(wanted, i);
      listeners.add(room.expectStream(room.streamRequest(), expected));
    }
    room.api().get("/").expect(success());
    Posted posted = room.requirePosted();
    for (int i = 0; i < wanted; i++) {
      listeners.get(i).expectHeard(posted, "the event at stream " + (i + 1));
    }
  }

  @Must(
      id = "server-sent-events.streams.slow-reader",
      claim = "a stream that is not read delays neither posts nor other streams",
      proves = {FLOW_CONTROL, CONCURRENCY})
  void slowReaderDelaysNoOther(Room room) {
    Listener reader = room.requireListener();
    room.openWithoutReading(room.streamRequest());
    for (int i = 0; i < LONG_TEXTS; i++) {
      Posted posted = room.expectPosted(room.newLongText());
      reader.expectHeard(posted, "the event at a stream that is read, while another is not");
    }
    Room elsewhere = room.another();
    elsewhere.expectPosted(elsewhere.newText());
  }

  @Must(
      id = "server-sent-events.streams.catches-up",
      claim = "a reader that has fallen behind gets everything when it reads again or comes back",
      proves = {FLOW_CONTROL, RESUMPTION})
  void slowReaderCatchesUp(Room room) {
    room.requireResumption();
    room.requireStreams();
    Listener slow = room.openWithoutReading(room.streamRequest());
    var due = new ArrayList<>(room.requirePostedLong(LONG_TEXTS));
    slow.stream().resumeReading();
    due.add(room.requirePosted());
    slow.expectHeardWithReconnecting(
        due.getFirst(), due, "each event once, though it was not read at first");
  }
}
