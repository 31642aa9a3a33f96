package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;

import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// A poll that was sent and is not answered yet, and how long it may be held.
final class Poll {

  private static final Expectation<Seen> NOTHING =
      Expectation.of(
          "no response yet",
          seen -> seen instanceof Seen.Silence(_, var partial) && partial.isEmpty());

  private final Room room;
  private final Pending pending;
  private final Duration hold;

  Poll(Room room, Pending pending, Duration hold) {
    this.room = room;
    this.pending = pending;
    this.hold = hold;
  }

  /// The request, for a client that leaves.
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

  /// Control: not one octet of a response comes for a while.
  ///
  /// @throws VerdictException when something comes: the spec is inconclusive
  Poll requireHeld() {
    return requireHeldFor(quiet());
  }

  /// As [#requireHeld], for this long.
  Poll requireHeldFor(Duration within) {
    requireThat(pending.watch(within), NOTHING.as("a poll that is held"));
    return this;
  }

  /// Not one octet of a response comes for a while.
  ///
  /// @throws VerdictException when something comes; inconclusive when the hold may be over
  Poll expectHeld(String because) {
    expectThat(pending.watch(quiet()), NOTHING.as(because).unlessInDoubt(this::holdEnded));
    return this;
  }

  private Duration quiet() {
    return Stream.of(room.patience().forQuiet(), left().dividedBy(2))
        .min(Duration::compareTo)
        .orElseThrow();
  }

  private Optional<String> holdEnded() {
    return mayBeOver()
        ? Optional.of(
            "the poll's hold, %d ms, ended while the spec ran".formatted(hold.toMillis()))
        : Optional.empty();
  }

  /// The events, which are due now.
  ///
  /// @throws VerdictException when none come; inconclusive when the hold may be over
  PollResponse expectEvents(String expected) {
    Reply reply = reply();
    if (reply.seen() instanceof Seen.Response) {
      requireNotOver();
    }
    return PollResponse.expectIn(
        reply.expect(status(200).as(expected).showing(_ -> reply.toString())));
  }

  /// As [#expectEvents], and these are their texts.
  ///
  /// @throws VerdictException when none or others come; inconclusive when the hold may be over
  void expectEvents(String expected, String... texts) {
    expectEvents(expected).expectTexts(texts);
  }

  /// Control: the events come now.
  ///
  /// @throws VerdictException when none come: the spec is inconclusive
  PollResponse requireEvents() {
    return PollResponse.requireIn(reply());
  }

  /// Control: the events come, even if only when the hold is over.
  ///
  /// @throws VerdictException when none come: the spec is inconclusive
  PollResponse requireEventsAtLast() {
    return PollResponse.requireIn(replyAtTheEnd());
  }

  /// What comes within the slack. How long it was held says nothing of the server's pace.
  private Reply reply() {
    return pending.reply(room.patience().forAnswer());
  }

  private Reply replyAtTheEnd() {
    return pending.reply(left().plus(room.patience().forAnswer()));
  }

  /// The response is 204, which is due when the hold is over, and not before.
  ///
  /// @throws VerdictException when it comes earlier, or not at all, or is another
  void expectNoEventsAtTheEnd() {
    Reply reply = replyAtTheEnd();
    boolean early = reply.seen() instanceof Seen.Response && !mayBeOver();
    expectThat(
        reply,
        Expectation.of(
            "no response before " + hold.toMillis() + " ms have passed without an event",
            _ -> !early,
            _ -> reply + " after " + reply.took().toMillis() + " ms"));
    reply.expect(status(204));
  }

  /// Control: the response is 204, at the latest when the hold is over.
  ///
  /// @throws VerdictException when it is another: the spec is inconclusive
  void requireNoEvents() {
    replyAtTheEnd().require(status(204));
  }

  /// The response is 204, which is due now, before the hold is over.
  ///
  /// @throws VerdictException when it does not come; inconclusive when all is slow here
  void expectNoEventsAtOnce(String expected) {
    long begin = System.nanoTime();
    Reply reply = pending.reply(left());
    expectBeforeTheEnd(reply, Duration.ofNanos(System.nanoTime() - begin), 204, expected);
  }

  /// Sends another request, which is answered while this poll is held.
  ///
  /// @throws VerdictException when it is not; inconclusive when all is slow here
  void expectMeanwhile(Http1Request other, int status, String expected) {
    Reply reply = room.api().send(other, left());
    expectBeforeTheEnd(reply, reply.took(), status, expected);
  }

  /// What comes only when the hold is over comes because it is over, unless all is slow here.
  private void expectBeforeTheEnd(Reply reply, Duration took, int status, String expected) {
    boolean late = mayBeOver();
    if (late && took.compareTo(room.patience().forAnswer()) <= 0) {
      requireNotOver();
    }
    reply.expect(
        Expectation.<Seen>of(
            expected,
            _ -> !late && reply.status() == status,
            _ -> "%s after %d ms of the hold".formatted(reply, pending.since().toMillis())));
  }

  /// @throws VerdictException when the hold may be over: the spec is inconclusive
  private void requireNotOver() {
    holdEnded()
        .ifPresent(why -> {
          throw VerdictException.inconclusive(why);
        });
  }
}
