package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.verdict.Expect.requireThat;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.DeclaredLimits;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;

/// Polls without events: held, and given up in time.
class HoldSpec {

  /// More seconds than any server holds a poll.
  private static final long TOO_LONG = 1000;

  private static final Expectation<Seen> NOT_SILENCE =
      Expectation.of(
          "a poll without a wait to be answered", seen -> !(seen instanceof Seen.Silence));

  @Must(
      id = "long-polling.hold.no-early-answer",
      claim = "not one octet of a response comes before there is an event",
      proves = {LIVENESS, FRAMING},
      timing = true)
  void nothingComesBeforeThereIsAnEvent(Room room) {
    String after = room.requireFirstEvent();
    room.beginPoll(after).expectHeld("not one octet before there is an event, not even of the head");
  }

  @Must(
      id = "long-polling.hold.ends",
      claim = "without events the response is 204, when the client's wait is over and not before",
      proves = LIVENESS,
      timing = true)
  void holdEndsWhenTheWaitIsOver(Room room) {
    String after = room.requireFirstEvent();
    room.beginPoll(after, 1).expectNoEventsAtTheEnd();
  }

  @Must(
      id = "long-polling.hold.capped",
      claim = "a wait above the server's own limit is capped, not refused",
      proves = LIVENESS,
      timing = true)
  void longWaitIsCapped(Room room, DeclaredLimits limits) {
    Duration hold = limits.timeout("long-poll-hold");
    String after = room.requireFirstEvent();
    room.beginPoll(after, TOO_LONG, hold).expectNoEventsAtTheEnd();
  }

  @Must(
      id = "long-polling.hold.same-cursor",
      claim = "after a 204 the same cursor still works",
      proves = {RESUMPTION, DELIVERY},
      timing = true)
  void cursorOutlivesTheHold(Room room) {
    String after = room.requireFirstEvent();
    room.beginPoll(after, 1).requireNoEvents();
    room.requirePosted("news");
    PollResponse.expectIn(room.pollNow(after)).expectTexts("news");
  }

  @Must(
      id = "long-polling.hold.connection-goes-on",
      claim = "the connection of a poll serves the next one",
      source = "contract D; RFC 9110 §15.3.5",
      proves = {KEEPALIVE, FRAMING},
      timing = true,
      cases = Answered.class)
  void connectionGoesOn(Room room, Http1Wire wire, Answered answered) {
    String after = room.requireFirstEvent();
    if (answered == Answered.WITH_NEWS) {
      room.requirePosted("news");
    }
    Duration within = room.patience().forAnswer();
    wire.send(room.pollRequest(after, 0));
    Seen first = requireThat(wire.nextWithin(within), NOT_SILENCE);
    wire.expect(status(answered.status), first);
    wire.send(room.pollRequest("wait=0"));
    wire.expect(status(200), wire.nextWithin(within));
  }

  /// What the first poll on a connection is answered with.
  enum Answered implements Case {
    WITH_NEWS(200),
    WITHOUT_NEWS(204);

    private final int status;

    Answered(int status) {
      this.status = status;
    }
  }
}
