package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;

import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Many streams beside each other.
class StreamsSpec {

  private static final int SOME = 5;
  private static final int HUNDRED = 100;

  private static final int IN_ORDER = 12;
  private static final int AT_ONCE = 12;
  private static final int LONG_TEXTS = 50;

  @Must(
      id = "server-sent-events.streams.everybody",
      claim = "an event is told to all streams of its room",
      proves = {DELIVERY, CONCURRENCY})
  void everybodyHearsAnEvent(Room room) {
    room.canListen();
    String expected = SOME + " streams of one room";
    List<Listener> all =
        Stream.generate(() -> room.opened(room.stream(), expected)).limit(SOME).toList();
    Posted posted = room.post();
    all.forEach(each -> each.hears(posted, "the event at each of " + SOME + " streams"));
  }

  @Must(
      id = "server-sent-events.rooms.apart",
      claim = "an event is not told to the streams of another room",
      proves = DELIVERY,
      cases = Other.class)
  void roomsAreApart(Room room, Other other) {
    Listener listener = room.listen();
    Posted elsewhere = other.room.apply(room).post();
    Posted here = room.post();
    boolean mixed =
        listener.stream()
            .find(
                event ->
                    event.data().contains(elsewhere.text()) || event.data().contains(here.text()),
                room.patience().forAnswer())
            .orElseThrow(() -> room.failed("no event"))
            .data()
            .contains(elsewhere.text());
    if (mixed) {
      throw VerdictException.violates("only events of the room itself", "an event of another room");
    }
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
      claim = "events are heard in the order in which they were posted, each once",
      proves = ORDERING)
  void eventsAreHeardAsTheyWerePosted(Room room) {
    Listener listener = room.listen();
    List<Posted> posted = Stream.generate(room::post).limit(IN_ORDER).toList();
    listener.hears(posted, "the events in their order");
  }

  @Must(
      id = "server-sent-events.order.same-for-all",
      claim = "all streams of a room carry the same events in the same order",
      proves = {ORDERING, CONCURRENCY})
  void orderIsTheSameForAll(Room room) {
    List<Listener> listeners = room.listen(3);
    List<String> texts = Stream.generate(room::word).limit(AT_ONCE).toList();
    room.api()
        .together(texts.stream().map(room::posting).toList())
        .forEach(reply -> reply.require(status(201)));
    List<List<String>> heard =
        listeners.stream().map(each -> each.words(AT_ONCE, AT_ONCE + " events")).toList();
    for (List<String> one : heard) {
      if (new HashSet<>(one).size() < AT_ONCE) {
        throw VerdictException.violates("each event once", one.toString());
      }
      if (!one.equals(heard.getFirst())) {
        throw VerdictException.violates(
            "the same order as at the first stream, " + heard.getFirst(), "" + one);
      }
    }
  }

  @Must(
      id = "server-sent-events.streams.hundred",
      claim = "a hundred streams are open at once, and other requests are still answered",
      proves = CONCURRENCY,
      alone = true)
  void hundredStreamsAreServed(Room room) {
    int wanted = Math.clamp(room.connections(), 1, HUNDRED);
    room.canListen();
    var listeners = new ArrayList<Listener>();
    for (int i = 1; i <= wanted; i++) {
      listeners.add(
          room.opened(room.stream(), "%d streams at once, and number %d".formatted(wanted, i)));
    }
    room.api().get("/").expect(success());
    Posted posted = room.post();
    IntStream.range(0, wanted)
        .forEach(i -> listeners.get(i).hears(posted, "the event at stream " + (i + 1)));
  }

  @Must(
      id = "server-sent-events.streams.slow-reader",
      claim = "a stream that is not read delays neither posts nor other streams",
      proves = {FLOW_CONTROL, CONCURRENCY})
  void slowReaderDelaysNobody(Room room) {
    Listener reader = room.listen();
    room.api().openWithoutReading(room.stream());
    for (int i = 0; i < LONG_TEXTS; i++) {
      String text = room.longText();
      reader.hears(room.accepted(text), "the event at a stream that is read, while another is not");
    }
    Room elsewhere = room.another();
    elsewhere.accepted(elsewhere.word());
  }

  @Must(
      id = "server-sent-events.streams.catches-up",
      claim = "a reader that has fallen behind hears everything when it reads again or comes back",
      proves = {FLOW_CONTROL, RESUMPTION})
  void slowReaderCatchesUp(Room room) {
    room.canResume();
    room.canListen();
    var slow = new Listener(room, room.api().openWithoutReading(room.stream()));
    var due = new ArrayList<>(room.postLong(LONG_TEXTS));
    slow.stream().resumeReading();
    due.add(room.post());
    slow.hearsWithReconnecting(due.getFirst(), due, "each event once, though it was not read");
  }
}
