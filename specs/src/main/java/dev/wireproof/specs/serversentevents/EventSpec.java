package dev.wireproof.specs.serversentevents;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.each;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.matching;

import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;
import java.util.Optional;

/// When an event is sent, and what stands in it besides its data.
class EventSpec {

  private static final int ROUNDS = 3;

  @Must(
      id = "server-sent-events.event.unbuffered",
      claim = "an event is sent completely when it happens, not with the next one",
      proves = {DELIVERY, FRAMING})
  void eventIsNotHeldBack(Room room) {
    Listener listener = room.open();
    for (int round = 0; round < ROUNDS; round++) {
      listener.expectHeardWithoutAnother(room.requirePosted());
    }
  }

  @Must(
      id = "server-sent-events.event.id",
      claim = "an event carries the id from the response to its post",
      proves = RESUMPTION)
  void eventCarriesItsId(Room room) {
    room.requirePosted();
    Listener listener = room.requireListener();
    Posted posted = room.requirePosted();
    expectThat(
        listener.expectNext("an event").id(),
        equalTo(Optional.of(posted.id()))
            .as("id: " + posted.id())
            .showing(id -> id.map(each -> "id: " + each).orElse("no id")));
  }

  @Must(
      id = "server-sent-events.event.type",
      claim = "an event is a plain message, without another name",
      proves = FIDELITY)
  void eventIsAMessage(Room room) {
    Listener listener = room.requireListener();
    room.requirePosted();
    expectThat(
        listener.expectNext("an event").type(),
        equalTo("message").as("no event field").showing(type -> "event: " + type));
  }

  @Must(
      id = "server-sent-events.event.retry",
      claim = "retry is a number of milliseconds and nothing else",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = RESUMPTION)
  void retryIsANumber(Room room) {
    Listener listener = room.open();
    room.requirePosted();
    expectThat(
        requireRetry(listener.requireLinesUpToAnEvent()),
        each(matching("“retry:” to be followed by digits only", "retry: ?[0-9]+")));
  }

  /// @throws VerdictException when there is none: the rule does not apply
  private static List<String> requireRetry(List<String> lines) {
    List<String> retries = lines.stream().filter(line -> line.startsWith("retry:")).toList();
    if (retries.isEmpty()) {
      throw VerdictException.notApplicable("the stream begins without retry, which is as good");
    }
    return retries;
  }
}
