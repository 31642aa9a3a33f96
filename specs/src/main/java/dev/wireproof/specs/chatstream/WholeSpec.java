package dev.wireproof.specs.chatstream;

import static dev.wireproof.clients.http1.Responses.field;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.startingWith;
import static dev.wireproof.specs.chatstream.Chat.oneChoice;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Must;
import java.util.List;
import java.util.Map;

/// A response that comes as a whole, and what the model is asked for it.
class WholeSpec {

  private static final List<String> TOKENS = List.of("Hello", ",", " world", "!");

  @Must(
      id = "chat-stream.whole.answer",
      claim = "without streaming, the response is all tokens joined",
      proves = DELIVERY,
      base = true)
  void responseIsWhole(Chat chat) {
    chat.sayTokens(TOKENS);
    chat.postWhole()
        .expect(status(200))
        .expectJson(oneChoice(json("message", "content").is("Hello, world!")));
  }

  @Must(
      id = "chat-stream.whole.shape",
      claim = "a whole response has its type, an id, the model of the request, and says that it is complete",
      proves = FIDELITY)
  void wholeResponseHasItsShape(Chat chat) {
    chat.sayTokens(TOKENS);
    chat.postWhole()
        .require(status(200))
        .expectJson(
            json("object").is("chat.completion"),
            json("id").isText(),
            json("model").is(chat.model()),
            json("created").number(atLeast(1)),
            oneChoice(json("index").is(0)),
            oneChoice(json("finish_reason").is("stop")),
            oneChoice(json("message", "role").is("assistant")));
  }

  @Must(
      id = "chat-stream.whole.default",
      claim = "a request that does not ask for a stream is not answered with one",
      proves = NEGOTIATION)
  void nothingIsStreamedUnasked(Chat chat) {
    chat.sayTokens(TOKENS);
    chat.post(chat.body())
        .expect(status(200))
        .expect(
            field("Content-Type", startingWith("application/json"))
                .as("Content-Type: application/json where stream is left out"));
  }

  @Must(
      id = "chat-stream.upstream.request",
      claim = "the model gets all that the client sent",
      proves = FIDELITY)
  void modelIsAskedTheSame(Chat chat) {
    var history =
        List.of(
            Map.of("role", "system", "content", "Be brief."),
            Map.of("role", "user", "content", "What is 🌍?"),
            chat.prompt());
    Map<String, Object> body = chat.bodyWith("messages", history);
    Calls calls = chat.sayTokens(TOKENS);
    chat.post(body).require(status(200));
    Call call = calls.requireCall("POST …/tokens");
    Json.expectParsed("the body of POST …/tokens", call.body())
        .expect(json().is(body).as("the body of the request, " + Json.write(body)));
  }

  @Must(
      id = "chat-stream.upstream.once",
      claim = "the model is asked once for one request",
      proves = DELIVERY)
  void modelIsAskedOnce(Chat chat) {
    Calls calls = chat.holdTokens();
    Pending reader = chat.beginWhole();
    Call first = calls.requireCall("POST …/tokens");
    first.begin(200, Chat.NDJSON);
    first.send("\"Hello\"\n");
    first.finish();
    calls.expectAtMost(1, "one POST …/tokens for one request");
    reader.reply().require(status(200));
    calls.expectAtMost(1, "one POST …/tokens for one request");
  }
}
