package dev.wireproof.specs.chatstream;

import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.clients.pattern.PrimedRequest;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.function.Consumer;

/// Readers that leave, are two, or do not read.
class ReadersSpec {

  private static final int LONG_TOKENS = 60;

  /// So many that the last ones are said when the reader that does not read has long been full.
  private static final int WORDS = 120;

  private static final String LONG = "x".repeat(100_000);

  @Must(
      id = "chat-stream.leave.cancels",
      claim = "a reader that leaves ends the model's work",
      proves = LIVENESS,
      cases = Leaving.class)
  void leavingEndsTheWork(Chat chat, Leaving leaving) {
    Talk talk = chat.talking();
    leaving.how.accept(talk.stream());
    talk.say("one");
    talk.say("two");
    if (!talk.call().awaitGivenUp(chat.patience().forAnswer())) {
      throw VerdictException.violates(
          "the connection to the model closed, at the latest when two more tokens have come",
          "it was still open");
    }
  }

  /// How a reader leaves.
  enum Leaving implements Case {
    CLOSES(EventStream::leave),
    RESETS(EventStream::reset);

    private final Consumer<EventStream> how;

    Leaving(Consumer<EventStream> how) {
      this.how = how;
    }
  }

  @Must(
      id = "chat-stream.two.apart",
      claim = "two answers at once do not mix",
      proves = CONCURRENCY)
  void answersDoNotMix(Chat chat) {
    Talk one = chat.talking();
    Talk two = chat.another().talking();
    for (int i = 0; i < 3; i++) {
      one.passes("one" + i, "the first reader's own token");
      two.passes("two" + i, "the second reader's own token");
    }
  }

  @Must(
      id = "chat-stream.two.at-once",
      claim = "a request does not wait for another one's answer",
      proves = {CONCURRENCY, LIVENESS})
  void requestsDoNotWait(Chat chat) {
    chat.talking();
    Chat other = chat.another();
    Calls calls = other.holding();
    PrimedRequest reader = other.api().hold(other.asking(true)).release();
    Call call = calls.expectCall("a call for the second request while the first is answered");
    var second = new Talk(other, reader, call);
    second.accept();
    second.passes("Hello", "the second answer, while the first has not ended");
  }

  @Must(
      id = "chat-stream.two.slow-reader",
      claim = "a reader that does not read delays no other",
      proves = {FLOW_CONTROL, CONCURRENCY})
  void slowReaderDelaysNobody(Chat chat) {
    Talk other = chat.another().talking();
    Talk slow = chat.talkingThroughASmallWindow();
    other.control();
    slow.stream().pauseReading();
    for (int i = 0; i < WORDS; i++) {
      if (i < LONG_TOKENS) {
        slow.say(LONG);
      }
      other.passes("word" + i, "the token of a reader that reads, while another does not");
    }
  }
}
