package dev.wireproof.specs.chatstream;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import java.util.List;
import java.util.Map;

/// An answer that comes as a whole, and what is asked behind it.
class WholeSpec {

  private static final List<String> TOKENS = List.of("Hello", ",", " world", "!");

  @Must(
      id = "chat-stream.whole.answer",
      claim = "without streaming, the answer is all tokens joined",
      proves = DELIVERY,
      base = true)
  void answerIsWhole(Chat chat) {
    chat.saying(TOKENS);
    Reply reply = chat.api().send(chat.asking(false)).expect(status(200));
    String content = choice(reply).expectMember("message").expectText("content");
    if (!content.equals("Hello, world!")) {
      throw VerdictException.violates("the content “Hello, world!”", "“" + content + "”");
    }
  }

  private static Json choice(Reply reply) {
    List<Json> choices = reply.expectJson().expectList("choices");
    if (choices.size() != 1) {
      throw VerdictException.violates("one choice", reply.toString());
    }
    return choices.getFirst();
  }

  @Must(
      id = "chat-stream.whole.shape",
      claim = "a whole answer says what it is, whose it is, and that it is complete",
      proves = FIDELITY)
  void wholeAnswerHasItsShape(Chat chat) {
    chat.saying(TOKENS);
    Reply reply = chat.api().send(chat.asking(false)).require(status(200));
    Json json = reply.expectJson();
    Json choice = choice(reply);
    boolean right =
        json.expectText("object").equals("chat.completion")
            && !json.expectText("id").isEmpty()
            && json.expectText("model").equals(chat.model())
            && json.expectNumber("created") > 0
            && choice.expectNumber("index") == 0
            && choice.expectText("finish_reason").equals("stop")
            && choice.expectMember("message").expectText("role").equals("assistant");
    if (!right) {
      throw VerdictException.violates(
          "a chat.completion with the request's model, index 0, role assistant and stop",
          json.toString());
    }
  }

  @Must(
      id = "chat-stream.whole.default",
      claim = "nothing is streamed to who did not ask for it",
      proves = NEGOTIATION)
  void nothingIsStreamedUnasked(Chat chat) {
    chat.saying(TOKENS);
    Reply reply = chat.api().send(chat.asking(chat.question())).expect(status(200));
    String type = reply.expectResponse().field("Content-Type").orElse("none");
    if (!type.startsWith("application/json")) {
      throw VerdictException.violates("application/json where stream is left out", type);
    }
  }

  @Must(
      id = "chat-stream.upstream.request",
      claim = "the model is asked what the client asked, all of it",
      proves = FIDELITY)
  void modelIsAskedTheSame(Chat chat) {
    var history =
        List.of(
            Map.of("role", "system", "content", "Be brief."),
            Map.of("role", "user", "content", "What is 🌍?"),
            chat.prompt());
    Map<String, Object> question = chat.questionWith("messages", history);
    Calls calls = chat.saying(TOKENS);
    chat.api().send(chat.asking(question)).require(status(200));
    Json asked =
        Json.expectParsed("the call of the upstream", calls.requireCall("its tokens").body());
    Json sent = Json.expectParsed("the request", Octets.utf8(Json.write(question)));
    if (!asked.isSame(sent)) {
      throw VerdictException.violates("the request as it came, " + sent, asked.toString());
    }
  }

  @Must(
      id = "chat-stream.upstream.once",
      claim = "the model is asked once for one request",
      proves = DELIVERY)
  void modelIsAskedOnce(Chat chat) {
    Calls calls = chat.holding();
    var reader = chat.api().hold(chat.asking(false)).release();
    Call first = calls.requireCall("its tokens");
    first.begin(200, Chat.NDJSON);
    first.send("\"Hello\"\n");
    first.finish();
    calls.expectAtMost(1, "one call for one request");
    reader.reply().require(status(200));
    calls.expectAtMost(1, "one call for one request");
  }
}
