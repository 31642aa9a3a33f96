package dev.wireproof.specs.chatstream;

import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.isTrue;

import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.function.Consumer;

/// Readers that leave, two readers at once, and readers that do not read.
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
    Talk talk = chat.requireTalk();
    leaving.how.accept(talk.stream());
    talk.say("one");
    talk.say("two");
    expectThat(
        talk.call().awaitGivenUp(chat.patience().forAnswer()),
        isTrue(
            "the connection to the model closed, at the latest when two more tokens have come",
            "it was still open"));
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
      claim = "two responses at once do not mix",
      proves = CONCURRENCY)
  void responsesDoNotMix(Chat chat) {
    Talk one = chat.requireTalk();
    Talk two = chat.another().requireTalk();
    for (int i = 0; i < 3; i++) {
      one.expectPassedOn("one" + i, "the first reader's own token");
      two.expectPassedOn("two" + i, "the second reader's own token");
    }
  }

  @Must(
      id = "chat-stream.two.at-once",
      claim = "a request does not wait for the response to another",
      proves = {CONCURRENCY, LIVENESS})
  void requestsDoNotWait(Chat chat) {
    chat.requireTalk();
    Talk second =
        chat.another().expectBegun("POST …/tokens for the second request while the first is answered");
    second.accept();
    second.expectPassedOn("Hello", "the second response, while the first has not ended");
  }

  @Must(
      id = "chat-stream.two.slow-reader",
      claim = "a reader that does not read does not delay another",
      proves = {FLOW_CONTROL, CONCURRENCY})
  void slowReaderDelaysNoOther(Chat chat) {
    Talk other = chat.another().requireTalk();
    Talk slow = chat.requireTalkWithSmallWindow();
    other.requireHeard();
    slow.stream().pauseReading();
    for (int i = 0; i < WORDS; i++) {
      if (i < LONG_TOKENS) {
        slow.say(LONG);
      }
      other.expectPassedOn("word" + i, "the token of a reader that reads, while another does not");
    }
  }
}
