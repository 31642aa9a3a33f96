package dev.wireproof.specs.chatstream;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.isTrue;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.util.function.Consumer;

/// A model that fails: before the first octet of its response, or after it.
class ErrorSpec {

  @Must(
      id = "chat-stream.error.before",
      claim = "a request is answered with 502 if the model does not answer, even if it asks for a stream",
      proves = ERROR_HANDLING,
      cases = Failure.class)
  void failureBeforeTheHeadIs502(Chat chat, Failure failure) {
    failure.happens.accept(chat);
    chat.postStreamed().expect(status(502));
  }

  /// How a model does not answer.
  enum Failure implements Case {
    SERVER_ERROR(chat -> chat.answerTokens(Answer.json(500, "{}"))),
    TOO_MANY(chat -> chat.answerTokens(Answer.json(429, "{}"))),
    CUT(Chat::cutTokens);

    private final Consumer<Chat> happens;

    Failure(Consumer<Chat> happens) {
      this.happens = happens;
    }
  }

  @Must(
      id = "chat-stream.error.whole",
      claim = "a part of the model's response is not a whole response: the request is answered with 502",
      proves = ERROR_HANDLING)
  void partIsNoWholeAnswer(Chat chat) {
    Calls calls = chat.holdTokens();
    Pending reader = chat.beginWhole();
    Call call = calls.requireCall("POST …/tokens");
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
    chat.answerTokens(Answer.json(500, "{}"));
    chat.postWhole().require(status(502)).expect(Replies.problem(502));
  }

  @Must(
      id = "chat-stream.error.after",
      claim = "a failure in the middle is reported in the last event, without stop and [DONE]",
      proves = {ERROR_HANDLING, FRAMING})
  void failureAfterTheHeadIsAnEvent(Chat chat) {
    Talk talk = chat.requireTalk();
    talk.call().cut();
    expectThat(
        talk.readRest(),
        Expectation.of(
            "an event with {\"error\":{\"message\":…}}, and nothing after it",
            rest ->
                !rest.isEmpty()
                    && isError(rest.getLast())
                    && rest.stream().noneMatch(ErrorSpec::isFinish),
            rest -> rest.stream().map(Event::lines).toList().toString()));
    expectThat(
        talk.stream().isEnded(),
        isTrue("the proper end of the response after the error", "it did not end"));
  }

  private static boolean isFinish(Event event) {
    return event.data().equals("[DONE]") || Chunk.of(event).flatMap(Chunk::finish).isPresent();
  }

  private static boolean isError(Event event) {
    return Json.read("the last event", Octets.utf8(event.data()))
        .filter(json("error", "message").isText()::allows)
        .isPresent();
  }
}
