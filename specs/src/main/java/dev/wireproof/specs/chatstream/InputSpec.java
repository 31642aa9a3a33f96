package dev.wireproof.specs.chatstream;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What is no request, though a stream was asked for.
class InputSpec {

  private static final List<String> TOKENS = List.of("Hello");

  @Must(
      id = "chat-stream.input.refused",
      claim = "what is no request is refused with a status, also when it asks for a stream",
      proves = ERROR_HANDLING,
      cases = BadQuestion.class)
  void senselessRequestIsRefused(Chat chat, BadQuestion bad) {
    chat.saying(TOKENS);
    chat.api().send(chat.asking(bad.question.apply(chat))).expect(status(400, 422));
  }

  /// JSON that is no request.
  enum BadQuestion implements Case {
    NO_MODEL(chat -> without(chat, "model")),
    MODEL_IS_NUMBER(chat -> with(chat, "model", 4)),
    NO_MESSAGES(chat -> without(chat, "messages")),
    EMPTY_MESSAGES(chat -> with(chat, "messages", List.of())),
    MESSAGE_IS_TEXT(chat -> with(chat, "messages", List.of("Hi"))),
    MESSAGE_WITHOUT_ROLE(chat -> with(chat, "messages", List.of(Map.of("content", "Hi")))),
    STREAM_IS_TEXT(chat -> chat.questionWith("stream", "yes"));

    private final Function<Chat, Map<String, Object>> question;

    BadQuestion(Function<Chat, Map<String, Object>> question) {
      this.question = question;
    }

    private static Map<String, Object> without(Chat chat, String name) {
      Map<String, Object> question = chat.questionWith("stream", true);
      question.remove(name);
      return question;
    }

    private static Map<String, Object> with(Chat chat, String name, Object value) {
      Map<String, Object> question = chat.questionWith("stream", true);
      question.put(name, value);
      return question;
    }
  }

  @Must(
      id = "chat-stream.input.not-asked",
      claim = "the model is not asked what was refused",
      proves = ERROR_HANDLING)
  void refusedRequestDoesNotReachTheModel(Chat chat) {
    Calls calls = chat.saying(TOKENS);
    chat.api().send(chat.asking(chat.questionWith("model", 4)));
    calls.expectAtMost(0, "no call for a request that is refused");
  }

  @Must(
      id = "chat-stream.input.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Chat chat) {
    chat.api()
        .send(chat.asking(BadQuestion.EMPTY_MESSAGES.question.apply(chat)))
        .require(status(400, 422))
        .expect(Replies.problem(400, 422));
  }
}
