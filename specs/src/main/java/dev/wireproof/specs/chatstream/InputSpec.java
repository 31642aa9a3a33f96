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

/// Bodies that are not requests, although a stream is asked for.
class InputSpec {

  private static final List<String> TOKENS = List.of("Hello");

  @Must(
      id = "chat-stream.input.refused",
      claim = "a body that is not a request is refused with a status, even if it asks for a stream",
      proves = ERROR_HANDLING,
      cases = BadBody.class)
  void senselessRequestIsRefused(Chat chat, BadBody bad) {
    chat.sayTokens(TOKENS);
    chat.post(bad.body.apply(chat)).expect(status(400, 422));
  }

  /// JSON that is not a request.
  enum BadBody implements Case {
    NO_MODEL(chat -> without(chat, "model")),
    MODEL_IS_NUMBER(chat -> with(chat, "model", 4)),
    NO_MESSAGES(chat -> without(chat, "messages")),
    EMPTY_MESSAGES(chat -> with(chat, "messages", List.of())),
    MESSAGE_IS_TEXT(chat -> with(chat, "messages", List.of("Hi"))),
    MESSAGE_WITHOUT_ROLE(chat -> with(chat, "messages", List.of(Map.of("content", "Hi")))),
    STREAM_IS_TEXT(chat -> chat.bodyWith("stream", "yes"));

    private final Function<Chat, Map<String, Object>> body;

    BadBody(Function<Chat, Map<String, Object>> body) {
      this.body = body;
    }

    private static Map<String, Object> without(Chat chat, String name) {
      Map<String, Object> body = chat.bodyWith("stream", true);
      body.remove(name);
      return body;
    }

    private static Map<String, Object> with(Chat chat, String name, Object value) {
      Map<String, Object> body = chat.bodyWith("stream", true);
      body.put(name, value);
      return body;
    }
  }

  @Must(
      id = "chat-stream.input.not-asked",
      claim = "a refused request does not reach the model",
      proves = ERROR_HANDLING)
  void refusedRequestDoesNotReachTheModel(Chat chat) {
    Calls calls = chat.sayTokens(TOKENS);
    chat.post(chat.bodyWith("model", 4));
    calls.expectAtMost(0, "no POST …/tokens for a request that is refused");
  }

  @Must(
      id = "chat-stream.input.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Chat chat) {
    chat.post(BadBody.EMPTY_MESSAGES.body.apply(chat))
        .require(status(400, 422))
        .expect(Replies.problem(400, 422));
  }
}
