package dev.wireproof.specs.chatstream;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FRAMING;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.util.List;
import java.util.function.Consumer;

/// A model that fails: before the first octet of an answer, or after it.
class ErrorSpec {

  @Must(
      id = "chat-stream.error.before",
      claim = "a model that does not answer is told with 502, also to who asked for a stream",
      proves = ERROR_HANDLING,
      cases = Failure.class)
  void failureBeforeTheHeadIs502(Chat chat, Failure failure) {
    failure.happens.accept(chat);
    chat.api().send(chat.asking(true)).expect(status(502));
  }

  /// How a model does not answer.
  enum Failure implements Case {
    SERVER_ERROR(chat -> chat.answering(Answer.json(500, "{}"))),
    TOO_MANY(chat -> chat.answering(Answer.json(429, "{}"))),
    CUT(Chat::cutting);

    private final Consumer<Chat> happens;

    Failure(Consumer<Chat> happens) {
      this.happens = happens;
    }
  }

  @Must(
      id = "chat-stream.error.whole",
      claim = "a part of an answer is no whole answer: it is told with 502",
      proves = ERROR_HANDLING)
  void partIsNoWholeAnswer(Chat chat) {
    Calls calls = chat.holding();
    var reader = chat.api().hold(chat.asking(false)).release();
    Call call = calls.requireCall("its tokens");
    call.begin(200, Chat.NDJSON);
    call.send("\"Hello\"\n");
    call.cut();
    reader.reply().expect(status(502));
  }

  @Must(
      id = "chat-stream.error.problem",
      claim = "a failure before the head is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void failureIsAProblem(Chat chat) {
    chat.answering(Answer.json(500, "{}"));
    chat.api().send(chat.asking(false)).require(status(502)).expect(Replies.problem(502));
  }

  @Must(
      id = "chat-stream.error.after",
      claim = "a failure in the middle is the last event, without stop and [DONE]",
      proves = {ERROR_HANDLING, FRAMING})
  void failureAfterTheHeadIsAnEvent(Chat chat) {
    Talk talk = chat.talking();
    talk.call().cut();
    List<Event> rest = talk.rest();
    String saw = rest.stream().map(Event::lines).toList().toString();
    boolean finished =
        rest.stream()
            .anyMatch(event ->
                event.data().equals("[DONE]")
                    || Chunk.of(event).flatMap(Chunk::finish).isPresent());
    if (rest.isEmpty() || finished || !isError(rest.getLast())) {
      throw VerdictException.violates(
          "an event with {\"error\":{\"message\":…}}, and nothing after it", saw);
    }
    if (!talk.stream().isEnded()) {
      throw VerdictException.violates(
          "the proper end of the answer after the error", "it did not end");
    }
  }

  private static boolean isError(Event event) {
    try {
      Json error =
          Json.expectParsed("the last event", Octets.utf8(event.data())).expectMember("error");
      return !error.expectText("message").isEmpty();
    } catch (VerdictException _) {
      return false;
    }
  }
}
