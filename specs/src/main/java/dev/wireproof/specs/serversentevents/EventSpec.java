package dev.wireproof.specs.serversentevents;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;

import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.sse.StreamPart;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An event on its way: when it leaves, and what stands in it beside its data.
class EventSpec {

  private static final int ROUNDS = 3;
  private static final String SOON = "the event, before the next one is posted";

  @Must(
      id = "server-sent-events.event.unbuffered",
      claim = "an event is sent, whole, when it happens and not with the next one",
      proves = {DELIVERY, FRAMING})
  void eventIsNotHeldBack(Room room) {
    Listener listener = room.open(room.stream());
    for (int round = 0; round < ROUNDS; round++) {
      Posted posted = room.post();
      Optional<Event> event = listener.next();
      if (event.isEmpty()) {
        room.post();
        String then = listener.next().map(each -> listener.word(each.data())).orElse("nothing");
        if (round == 0 && !then.equals("nothing") && !then.equals(posted.text())) {
          throw room.failed("the first event never came, and the second came at once");
        }
        throw VerdictException.violates(SOON, "nothing; when the next was posted came: " + then);
      }
    }
  }

  @Must(
      id = "server-sent-events.event.id",
      claim = "an event carries the id that its post was answered with",
      proves = RESUMPTION)
  void eventCarriesItsId(Room room) {
    room.post();
    Listener listener = room.listen();
    Posted posted = room.post();
    Optional<String> id = listener.next("an event").id();
    if (!id.equals(Optional.of(posted.id()))) {
      throw VerdictException.violates(
          "id: " + posted.id(), id.map(each -> "id: " + each).orElse("no id"));
    }
  }

  @Must(
      id = "server-sent-events.event.type",
      claim = "an event is a plain message, without another name",
      proves = FIDELITY)
  void eventIsAMessage(Room room) {
    Listener listener = room.listen();
    room.post();
    Event event = listener.next("an event");
    if (!event.type().equals("message")) {
      throw VerdictException.violates("no event field", "event: " + event.type());
    }
  }

  @Must(
      id = "server-sent-events.event.retry",
      claim = "retry is a number of milliseconds and nothing else",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = RESUMPTION)
  void retryIsANumber(Room room) {
    Listener listener = room.open(room.stream());
    room.post();
    List<String> lines = linesUpToAnEvent(room, listener);
    List<String> retries = lines.stream().filter(line -> line.startsWith("retry:")).toList();
    if (retries.isEmpty()) {
      throw VerdictException.notApplicable("the stream begins without retry, which is as good");
    }
    retries.stream()
        .filter(line -> !line.matches("retry: ?[0-9]+"))
        .findFirst()
        .ifPresent(line -> {
          throw VerdictException.violates("digits after retry:", line);
        });
  }

  private static List<String> linesUpToAnEvent(Room room, Listener listener) {
    var lines = new ArrayList<String>();
    // one deadline, for heartbeats go on and on where no event comes
    Deadline deadline = Deadline.in(room.patience().forAnswer());
    while (true) {
      Optional<StreamPart> part = listener.stream().part(Duration.ofNanos(deadline.nanosLeft()));
      switch (part.orElseThrow(() -> room.failed("no event came"))) {
        case StreamPart.Comment _ -> {}
        case StreamPart.Fields(var fields) -> lines.addAll(fields);
        case Event event -> {
          lines.addAll(event.lines());
          return lines;
        }
      }
    }
  }
}
