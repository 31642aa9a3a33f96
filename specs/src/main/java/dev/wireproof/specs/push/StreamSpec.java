package dev.wireproof.specs.push;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.targets.process.ResourceUsage;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.sse.StreamPart;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Streams: what happens is told to all who listen.
class StreamSpec {

  private static final String NEXT = "the event that was posted";
  private static final int MANY = 30;
  private static final int LARGE = 60_000;

  @Must(
      id = "push.stream.unasked",
      claim = "each event reaches a silent listener before the next is posted",
      proves = {DELIVERY, LIVENESS})
  void eventArrivesUnasked(Rooms rooms) {
    String room = rooms.room();
    EventStream stream = rooms.openedStream(room);
    for (int i = 1; i <= 4; i++) {
      String text = rooms.text();
      String id = rooms.posted(room, text);
      StreamPart.Event event = stream.expectEvent(NEXT + ", before another is posted");
      if (!event.data().equals(text) || !event.id().equals(Optional.of(id))) {
        throw VerdictException.violates("“" + text + "” with id " + id, event.toString());
      }
    }
  }

  @Must(id = "push.stream.fan-out", claim = "each listener gets each event once", proves = DELIVERY)
  void eachListenerGetsEachEvent(Rooms rooms) {
    String room = rooms.room();
    List<EventStream> streams = Stream.generate(() -> rooms.stream(room)).limit(4).toList();
    List<String> texts = Stream.generate(rooms::text).limit(5).toList();
    texts.forEach(text -> rooms.posted(room, text));
    for (EventStream stream : streams) {
      same(texts, read(stream, texts.size()));
      stream.expectQuiet("each event once");
    }
  }

  private static List<String> read(EventStream stream, int n) {
    return stream.expectEvents(n, NEXT).stream().map(StreamPart.Event::data).toList();
  }

  private static void same(List<String> expected, List<String> saw) {
    if (!saw.equals(expected)) {
      throw VerdictException.violates("the events " + expected, saw.toString());
    }
  }

  @Must(
      id = "push.stream.one-order",
      claim = "all listeners get the same order, whatever was posted at the same moment",
      proves = {ORDERING, CONCURRENCY})
  void allListenersGetOneOrder(Rooms rooms) {
    String room = rooms.room();
    List<EventStream> streams = Stream.generate(() -> rooms.stream(room)).limit(3).toList();
    for (int round = 1; round <= 3; round++) {
      rooms.together(room, Stream.generate(rooms::text).limit(8).toList());
    }
    List<String> first = read(streams.getFirst(), 24);
    streams.stream().skip(1).forEach(stream -> same(first, read(stream, 24)));
  }

  @Must(
      id = "push.stream.own-room",
      claim = "a listener gets the events of its room, and of no other",
      proves = DELIVERY)
  void listenerGetsItsRoom(Rooms rooms) {
    String room = rooms.room();
    EventStream stream = rooms.stream(room);
    rooms.posted(room.toUpperCase(Locale.ROOT), rooms.text());
    rooms.posted(room + "-2", rooms.text());
    String text = rooms.text();
    rooms.posted(room, text);
    same(List.of(text), read(stream, 1));
  }

  @Must(
      id = "push.stream.from-now",
      claim = "a listener gets what is posted from now on",
      proves = DELIVERY)
  void listenerBeginsNow(Rooms rooms) {
    String room = rooms.room();
    rooms.posted(room, rooms.text());
    EventStream stream = rooms.stream(room);
    String text = rooms.text();
    rooms.posted(room, text);
    same(List.of(text), read(stream, 1));
  }

  @Must(
      id = "push.stream.other-reader-gone",
      claim = "a listener that is gone hurts no other",
      proves = {ROBUSTNESS, CONCURRENCY},
      cases = Leaving.class)
  void goneListenerHurtsNobody(Rooms rooms, Leaving leaving) {
    String room = rooms.room();
    EventStream before = rooms.stream(room);
    EventStream leaver = rooms.stream(room);
    EventStream behind = rooms.stream(room);
    leaving.how.accept(leaver);
    for (int i = 1; i <= 3; i++) {
      String text = rooms.text();
      rooms.post(room, text).expect(status(201));
      same(List.of(text), read(before, 1));
      same(List.of(text), read(behind, 1));
    }
  }

  /// How a client leaves.
  enum Leaving implements Case {
    CLOSES(EventStream::leave),
    RESETS(EventStream::reset);

    private final Consumer<EventStream> how;

    Leaving(Consumer<EventStream> how) {
      this.how = how;
    }
  }

  @Must(
      id = "push.stream.unread",
      claim = "a listener that does not read delays neither posts nor other listeners",
      proves = {FLOW_CONTROL, CONCURRENCY})
  void unreadStreamDelaysNobody(Rooms rooms) {
    String room = rooms.room();
    EventStream unread = rooms.unreadStream(room);
    EventStream quick = rooms.stream(room);
    for (int i = 1; i <= MANY * 3; i++) {
      String text = i + "x".repeat(LARGE);
      rooms.post(room, text).expect(status(201));
      if (!quick.expectEvent(NEXT + ", number " + i).data().equals(text)) {
        throw VerdictException.violates("event " + i + " whole", "another text");
      }
    }
    unread.leave();
  }

  @Must(
      id = "push.stream.released",
      claim = "what a listener held is released when it has left",
      proves = {ROBUSTNESS, LIVENESS},
      safety = LAB,
      alone = true)
  void streamIsReleased(Rooms rooms, ServerControl server) {
    String room = rooms.room();
    List<Long> processes = server.processes();
    rooms.posted(room, rooms.text());
    int before = ResourceUsage.of(processes).descriptors();
    List<EventStream> streams = Stream.generate(() -> rooms.stream(room)).limit(MANY).toList();
    streams.forEach(EventStream::leave);
    Deadline deadline = Deadline.in(rooms.patience().forAnswer());
    int after;
    do {
      rooms.posted(room, rooms.text());
      after = ResourceUsage.of(processes).descriptors();
    } while (after > before + MANY / 3 && !deadline.passed());
    if (after > before + MANY / 3) {
      rooms.timedOut();
      throw VerdictException.violates(
          "about as many open files as before, " + before + ", when " + MANY + " listeners left",
          after + " of them, though events were posted meanwhile");
    }
  }
}
