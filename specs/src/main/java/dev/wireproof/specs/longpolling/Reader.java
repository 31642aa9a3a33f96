package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.Verdict.Conforms;
import dev.wireproof.engine.verdict.Verdict.Violates;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.ArrayList;
import java.util.List;

/// A client that follows `next`, and remembers what it has seen.
final class Reader {

  private static final int MOST_POLLS = 5000;

  private final Room room;
  private final List<String> texts = new ArrayList<>();
  private String cursor;

  Reader(Room room, String cursor) {
    this.room = room;
    this.cursor = cursor;
  }

  /// Sends a poll that is to be held.
  Poll beginPoll() {
    return room.beginPoll(cursor);
  }

  /// Takes note of the events.
  Reader take(PollResponse response) {
    texts.addAll(response.texts());
    cursor = response.next();
    return this;
  }

  /// Polls without waiting until there are no more events.
  ///
  /// @throws VerdictException when `next` does not lead to an end
  Reader expectToEnd() {
    return expectThat(this, end());
  }

  /// Control: polls without waiting until there are no more events.
  ///
  /// @throws VerdictException when `next` does not lead to an end: the spec is inconclusive
  Reader requireToEnd() {
    return requireThat(this, end());
  }

  private static Expectation<Reader> end() {
    return new Expectation<>("an end of the events", Reader::readToEnd);
  }

  private Verdict readToEnd() {
    List<String> before = List.of();
    for (int i = 0; i < MOST_POLLS; i++) {
      Reply reply = room.pollNow(cursor).require(status(200, 204));
      if (reply.status() == 204) {
        return new Conforms();
      }
      PollResponse response = PollResponse.requireIn(reply);
      if (!before.isEmpty() && response.ids().equals(before)) {
        return sameAgain(response);
      }
      before = response.ids();
      take(response);
    }
    return new Violates("an end of the events", texts.size() + " events, and more to come");
  }

  /// A server that ignores the cursor answers with the same events for ever.
  private Verdict sameAgain(PollResponse response) {
    return new Violates(
        "what comes after the cursor “%s”, the next of the response before".formatted(cursor),
        "the same %d events again, from “%s” on, as if after was ignored"
            .formatted(response.texts().size(), response.texts().getFirst()));
  }

  String cursor() {
    return cursor;
  }

  /// What it has seen so far, in order.
  List<String> texts() {
    return List.copyOf(texts);
  }
}
