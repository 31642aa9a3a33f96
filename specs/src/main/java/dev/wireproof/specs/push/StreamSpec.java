package dev.wireproof.specs.push;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Safety.LAB;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.atMost;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.inOrder;

import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.targets.process.ResourceUsage;
import dev.wireproof.wire.sse.StreamPart;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Streams: each event is sent to all clients that listen.
class StreamSpec {

  private static final String NEXT = "the event that was posted";
  private static final int MANY = 30;
  private static final int LARGE = 60_000;

  @Must(
      id = "push.stream.unasked",
      claim = "each event reaches a client that only listens, before the next is posted",
      proves = {DELIVERY, LIVENESS})
  void eventArrivesUnasked(Rooms rooms) {
    String room = rooms.newRoom();
    EventStream stream = rooms.expectStream(room);
    for (int i = 1; i <= 4; i++) {
      String text = rooms.newText();
      String id = rooms.requirePosted(room, text);
      StreamPart.Event event = stream.expectEvent(NEXT + ", before another is posted");
      expectThat(event.data(), equalTo(text));
      expectThat(event.id().orElse("none"), equalTo(id).as("the event's id, “" + id + "”"));
    }
  }

  @Must(id = "push.stream.fan-out", claim = "each listener gets each event once", proves = DELIVERY)
  void eachListenerGetsEachEvent(Rooms rooms) {
    String room = rooms.newRoom();
    List<EventStream> streams = rooms.openStreams(room, 4);
    List<String> texts = rooms.requirePosted(room, 5);
    for (EventStream stream : streams) {
      expectTexts(texts, stream);
      stream.expectQuiet("each event once");
    }
  }

  private static List<String> expectTexts(int n, EventStream stream) {
    return stream.expectEvents(n, NEXT).stream().map(StreamPart.Event::data).toList();
  }

  private static void expectTexts(List<String> wanted, EventStream stream) {
    expectThat(expectTexts(wanted.size(), stream), inOrder(wanted).as("the events " + wanted));
  }

  @Must(
      id = "push.stream.one-order",
      claim = "all listeners get events in the same order, even those posted at the same moment",
      proves = {ORDERING, CONCURRENCY})
  void allListenersGetOneOrder(Rooms rooms) {
    String room = rooms.newRoom();
    List<EventStream> streams = rooms.openStreams(room, 3);
    for (int round = 1; round <= 3; round++) {
      rooms.requirePostedAtOnce(room, 8);
    }
    List<String> first = expectTexts(24, streams.getFirst());
    for (EventStream other : streams.subList(1, 3)) {
      expectTexts(first, other);
    }
  }

  @Must(
      id = "push.stream.own-room",
      claim = "a listener gets the events of its own room only",
      proves = DELIVERY)
  void listenerGetsItsRoom(Rooms rooms) {
    String room = rooms.newRoom();
    EventStream stream = rooms.openStream(room);
    rooms.requirePosted(room.toUpperCase(Locale.ROOT));
    rooms.requirePosted(room + "-2");
    String text = rooms.requirePosted(room);
    expectTexts(List.of(text), stream);
  }

  @Must(
      id = "push.stream.from-now",
      claim = "a listener gets only what is posted from now on",
      proves = DELIVERY)
  void listenerBeginsNow(Rooms rooms) {
    String room = rooms.newRoom();
    rooms.requirePosted(room);
    EventStream stream = rooms.openStream(room);
    String text = rooms.requirePosted(room);
    expectTexts(List.of(text), stream);
  }

  @Must(
      id = "push.stream.other-reader-gone",
      claim = "a listener that has left does not disturb the others",
      proves = {ROBUSTNESS, CONCURRENCY},
      cases = Leaving.class)
  void goneListenerDisturbsNoOther(Rooms rooms, Leaving leaving) {
    String room = rooms.newRoom();
    EventStream before = rooms.openStream(room);
    EventStream leaver = rooms.openStream(room);
    EventStream after = rooms.openStream(room);
    leaving.how.accept(leaver);
    for (int i = 1; i <= 3; i++) {
      String text = rooms.newText();
      rooms.postEvent(room, text).expect(status(201));
      expectTexts(List.of(text), before);
      expectTexts(List.of(text), after);
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
  void unreadStreamDelaysNoOther(Rooms rooms) {
    String room = rooms.newRoom();
    EventStream unread = rooms.openStreamWithoutReading(room);
    EventStream quick = rooms.openStream(room);
    for (int i = 1; i <= MANY * 3; i++) {
      String text = i + "x".repeat(LARGE);
      rooms.postEvent(room, text).expect(status(201));
      expectThat(
          quick.expectEvent(NEXT + ", number " + i).data(),
          equalTo(text).as("event " + i + " as it was posted").showing(_ -> "another text"));
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
    String room = rooms.newRoom();
    List<Long> processes = server.processes();
    rooms.requirePosted(room);
    int before = ResourceUsage.of(processes).descriptors();
    rooms.openStreams(room, MANY).forEach(EventStream::leave);
    expectThat(
        descriptorsAfterPosts(rooms, room, processes, before + MANY / 3),
        atMost(before + MANY / 3)
            .as(
                "about as many open files as before, %d, when %d listeners left"
                    .formatted(before, MANY))
            .showing(after -> after + " of them, though events were posted meanwhile"));
  }

  /// Posts events until there are as few descriptors as wanted, for at most the patience for an
  /// answer: a server may notice a client that has left only when it writes to it.
  private static int descriptorsAfterPosts(
      Rooms rooms, String room, List<Long> processes, int wanted) {
    BooleanSupplier fewer =
        () -> {
          rooms.requirePosted(room);
          return ResourceUsage.of(processes).descriptors() <= wanted;
        };
    if (!Await.until(fewer, rooms.patience().forAnswer())) {
      rooms.timedOut();
    }
    return ResourceUsage.of(processes).descriptors();
  }
}
