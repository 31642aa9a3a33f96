package dev.wireproof.specs.chatstream;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.PrimedRequest;
import dev.wireproof.clients.pattern.Upstream;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A reader, the model that a spec plays, and the prompt by which it knows its own calls.
public final class Chat implements WireClient {

  static final String PATH = "/v1/chat/completions";
  static final String NDJSON = "application/x-ndjson";

  private final SpecContext context;
  private final Api api;
  private final Upstream upstream;
  private final String prompt;
  private final String model;

  public Chat(SpecContext context) {
    this(context, new Api(context).fresh("m"));
  }

  private Chat(SpecContext context, String model) {
    this.context = context;
    this.api = new Api(context);
    this.upstream = new Upstream(context);
    this.prompt = api.fresh("prompt");
    this.model = model;
  }

  /// Another conversation with the same model.
  Chat another() {
    return new Chat(context, model);
  }

  Api api() {
    return api;
  }

  Patience patience() {
    return context.patience();
  }

  String model() {
    return model;
  }

  /// The message by which this conversation is known.
  Map<String, String> prompt() {
    return Map.of("role", "user", "content", prompt);
  }

  /// What is asked; `stream` is left out when it is not said.
  Map<String, Object> question() {
    var question = new LinkedHashMap<String, Object>();
    question.put("model", model);
    question.put("messages", List.of(prompt()));
    return question;
  }

  /// The same with this member.
  Map<String, Object> questionWith(String name, Object value) {
    Map<String, Object> question = question();
    question.put(name, value);
    return question;
  }

  Http1Request asking(Object question) {
    return api.request("POST", PATH, Json.write(question));
  }

  Http1Request asking(boolean streamed) {
    return asking(questionWith("stream", streamed));
  }

  private boolean isOurs(Call call) {
    return call.method().equals("POST")
        && call.path().endsWith("/tokens")
        && call.text().contains(prompt);
  }

  /// Holds the model's answers to this conversation.
  Calls holding() {
    return upstream.holding(this::isOurs);
  }

  Calls answering(Answer answer) {
    return upstream.answering(this::isOurs, answer);
  }

  Calls cutting() {
    return upstream.cutting(this::isOurs);
  }

  /// A model that says all of this at once.
  Calls saying(List<String> tokens) {
    var lines = new StringBuilder();
    tokens.forEach(token -> lines.append(Json.write(token)).append('\n'));
    return answering(
        new Answer(200, List.of("Content-Type: " + NDJSON), Octets.utf8(lines.toString())));
  }

  /// Asks for a stream, and waits until the model is asked, which has said nothing yet.
  Talk begin() {
    return begin(api.hold(asking(true)));
  }

  private Talk begin(PrimedRequest reader) {
    Calls calls = holding();
    reader.release();
    return new Talk(this, reader, calls.requireCall("a call of its /tokens"));
  }

  /// A stream that has begun and is heard. Unless it is, the spec is inconclusive.
  Talk talking() {
    return talking(begin());
  }

  /// As [#talking()], to a reader that can soon be written to no more once it does not read.
  Talk talkingThroughASmallWindow() {
    return talking(begin(api.holdWithSmallWindow(asking(true))));
  }

  private static Talk talking(Talk talk) {
    talk.accept();
    talk.control();
    return talk;
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
