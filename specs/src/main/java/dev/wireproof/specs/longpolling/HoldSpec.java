package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.RESUMPTION;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.DeclaredLimits;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.List;

/// Questions without news: held, and given up in time.
class HoldSpec {

  /// More seconds than any server holds a question.
  private static final long TOO_LONG = 1000;

  @Must(
      id = "long-polling.hold.no-early-answer",
      claim = "not one octet of an answer comes before there is news",
      proves = {LIVENESS, FRAMING},
      timing = true)
  void nothingComesBeforeThereIsNews(Room room) {
    String after = room.start();
    room.hold(after).still("not one octet before there is news, not even of the head");
  }

  @Must(
      id = "long-polling.hold.ends",
      claim = "without news the answer is 204, when the client's wait is over and not before",
      proves = LIVENESS,
      timing = true)
  void holdEndsWhenTheWaitIsOver(Room room) {
    String after = room.start();
    room.holdFor(after, 1).over();
  }

  @Must(
      id = "long-polling.hold.capped",
      claim = "a wait above the server's own hold is capped, and not refused",
      proves = LIVENESS,
      timing = true)
  void longWaitIsCapped(Room room, DeclaredLimits promises) {
    Duration hold = promises.timeout("long-poll-hold");
    String after = room.start();
    room.held(after, TOO_LONG, hold).over();
  }

  @Must(
      id = "long-polling.hold.same-cursor",
      claim = "after an answer without news the same cursor still works",
      proves = {RESUMPTION, DELIVERY},
      timing = true)
  void cursorOutlivesTheHold(Room room) {
    String after = room.start();
    room.holdFor(after, 1).neededOver();
    room.posted("news");
    News.of(room.askNow(after)).expect("the event that came after the 204", List.of("news"));
  }

  @Must(
      id = "long-polling.hold.connection-goes-on",
      claim = "the connection of a question serves the next one",
      source = "contract D; RFC 9110 §15.3.5",
      proves = {KEEPALIVE, FRAMING},
      timing = true,
      cases = Answered.class)
  void connectionGoesOn(Room room, Http1Wire wire, Answered answered) {
    String after = room.start();
    if (answered == Answered.WITH_NEWS) {
      room.posted("news");
    }
    Duration within = room.patience().forAnswer();
    wire.send(room.asking(after, 0));
    Seen first = wire.nextWithin(within);
    if (first instanceof Seen.Silence) {
      throw VerdictException.inconclusive(
          "a question that does not wait was not answered: " + first);
    }
    wire.expect(status(answered.status), first);
    wire.send(room.asking("wait=0"));
    wire.expect(status(200), wire.nextWithin(within));
  }

  /// What the first question on a connection is answered with.
  enum Answered implements Case {
    WITH_NEWS(200),
    WITHOUT_NEWS(204);

    private final int status;

    Answered(int status) {
      this.status = status;
    }
  }
}
