package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.stream.Stream;

/// A question that is on its way, and how long it may be held.
final class Held {

  private final Room room;
  private final Pending pending;
  private final Duration hold;

  Held(Room room, Pending pending, Duration hold) {
    this.room = room;
    this.pending = pending;
    this.hold = hold;
  }

  Pending pending() {
    return pending;
  }

  Duration hold() {
    return hold;
  }

  /// How long it may still be held.
  Duration left() {
    Duration left = hold.minus(pending.since());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Whether the hold is over, with one tenth allowed for clocks.
  boolean mayBeOver() {
    return pending.since().compareTo(hold.multipliedBy(9).dividedBy(10)) >= 0;
  }

  /// Not one octet of an answer comes for a while.
  ///
  /// @throws VerdictException when something comes
  Held still(String because) {
    Seen seen = pending.watch(quiet());
    if (!isNothing(seen)) {
      throw mayBeOver() ? tooSlow() : VerdictException.violates(because, seen.toString());
    }
    return this;
  }

  /// As [#still], for a spec that is about something else.
  ///
  /// @throws VerdictException when something comes: the spec is inconclusive
  Held parked() {
    return parkedFor(quiet());
  }

  /// As [#parked], and so long.
  Held parkedFor(Duration within) {
    Seen seen = pending.watch(within);
    if (!isNothing(seen)) {
      throw VerdictException.inconclusive("the question was not held: " + seen);
    }
    return this;
  }

  private Duration quiet() {
    return Stream.of(room.patience().forQuiet(), left().dividedBy(2))
        .min(Duration::compareTo)
        .orElseThrow();
  }

  private static boolean isNothing(Seen seen) {
    return seen instanceof Seen.Silence(_, var partial) && partial.isEmpty();
  }

  private VerdictException tooSlow() {
    return VerdictException.inconclusive(
        "the question's hold, %d ms, ended while the spec ran".formatted(hold.toMillis()));
  }

  /// The news that is due now.
  ///
  /// @throws VerdictException when none comes
  News news(String expected) {
    Reply reply = reply();
    if (reply.seen() instanceof Seen.Response && mayBeOver()) {
      throw tooSlow();
    }
    if (reply.status() != 200) {
      throw VerdictException.violates(expected, reply.toString());
    }
    return News.of(reply);
  }

  /// As [#news], for a step that the spec is not about.
  News neededNews() {
    return News.needed(reply());
  }

  /// The news, even if it comes only when the hold is over.
  News newsAtLast() {
    return News.needed(pending.reply(left().plus(room.patience().forAnswer())));
  }

  /// What comes within the slack. How long it was held says nothing of the server's pace.
  private Reply reply() {
    return pending.reply(room.patience().forAnswer());
  }

  /// The answer of a question without news, which is due when the hold is over, and not before.
  Reply over() {
    Reply reply = pending.reply(left().plus(room.patience().forAnswer()));
    if (reply.seen() instanceof Seen.Response && !mayBeOver()) {
      throw VerdictException.violates(
          "no answer before " + hold.toMillis() + " ms have passed without news",
          reply + " after " + reply.took().toMillis() + " ms");
    }
    return reply.expect(status(204));
  }

  /// As [#over], for a step that the spec is not about.
  Reply neededOver() {
    return pending.reply(left().plus(room.patience().forAnswer())).require(status(204));
  }

  /// The answer without news that is due now, before the hold is over.
  ///
  /// @throws VerdictException when it does not come
  void givenUp(String expected) {
    long begin = System.nanoTime();
    Reply reply = pending.reply(left());
    beforeTheEnd(reply, Duration.ofNanos(System.nanoTime() - begin), 204, expected);
  }

  /// Another request, which is answered while this one is held.
  ///
  /// @throws VerdictException when it is not
  void meanwhile(Http1Request other, int status, String expected) {
    Reply reply = room.api().send(other, left());
    beforeTheEnd(reply, reply.took(), status, expected);
  }

  /// What comes only when the hold is over comes because it is over, unless all is slow here.
  private void beforeTheEnd(Reply reply, Duration took, int status, String expected) {
    boolean late = mayBeOver();
    if (late && took.compareTo(room.patience().forAnswer()) <= 0) {
      throw tooSlow();
    }
    if (late || reply.status() != status) {
      throw VerdictException.violates(
          expected, "%s after %d ms of the hold".formatted(reply, pending.since().toMillis()));
    }
  }
}
