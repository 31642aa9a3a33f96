package dev.wireproof.specs.chatstream;

import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.verdict.Expectations.each;
import static dev.wireproof.engine.verdict.Expectations.exactly;
import static dev.wireproof.engine.verdict.Expectations.size;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.JsonMember;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.PrimedRequest;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.pattern.Upstream;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A reader, the model that a spec plays, and the prompt by which it knows its own calls. What each
/// verb sends stands in the table of the package's page.
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

  /// The members of a request's body, without `stream`.
  Map<String, Object> body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("model", model);
    body.put("messages", List.of(prompt()));
    return body;
  }

  /// The same with this member.
  Map<String, Object> bodyWith(String name, Object value) {
    Map<String, Object> body = body();
    body.put(name, value);
    return body;
  }

  private Http1Request request(Map<String, Object> body) {
    return api.request("POST", PATH, Json.write(body));
  }

  private Http1Request streamed() {
    return request(bodyWith("stream", true));
  }

  Reply post(Map<String, Object> body) {
    return api.send(request(body));
  }

  Reply postWhole() {
    return post(bodyWith("stream", false));
  }

  Reply postStreamed() {
    return api.send(streamed());
  }

  /// Sends the request and does not wait for the response.
  Pending beginWhole() {
    return api.begin(request(bodyWith("stream", false)));
  }

  /// As [#beginWhole], of a stream.
  Pending beginStreamed() {
    return api.begin(streamed());
  }

  private boolean isOurs(Call call) {
    return call.method().equals("POST")
        && call.path().endsWith("/tokens")
        && call.text().contains(prompt);
  }

  /// Holds the model's responses to this conversation.
  Calls holdTokens() {
    return upstream.holding(this::isOurs);
  }

  Calls answerTokens(Answer answer) {
    return upstream.answering(this::isOurs, answer);
  }

  /// Resets the connections of the calls to the model.
  Calls cutTokens() {
    return upstream.cutting(this::isOurs);
  }

  /// A model that says all of this at once.
  Calls sayTokens(List<String> tokens) {
    var lines = new StringBuilder();
    tokens.forEach(token -> lines.append(Json.write(token)).append('\n'));
    return answerTokens(
        new Answer(200, List.of("Content-Type: " + NDJSON), Octets.utf8(lines.toString())));
  }

  /// Control: a stream is asked for, and so is the model, which has said nothing yet.
  Talk requireBegun() {
    return requireBegun(api.hold(streamed()));
  }

  private Talk requireBegun(PrimedRequest reader) {
    Calls calls = holdTokens();
    reader.release();
    return new Talk(this, reader, calls.requireCall("POST …/tokens"));
  }

  /// A stream is asked for, and the model has to be asked, too.
  Talk expectBegun(String expected) {
    Calls calls = holdTokens();
    PrimedRequest reader = api.hold(streamed()).release();
    return new Talk(this, reader, calls.expectCall(expected));
  }

  /// Control: a stream has begun, and its first token has reached the reader.
  Talk requireTalk() {
    return requireTalk(requireBegun());
  }

  /// As [#requireTalk()], to a reader that can soon not be written to once it does not read.
  Talk requireTalkWithSmallWindow() {
    return requireTalk(requireBegun(api.holdWithSmallWindow(streamed())));
  }

  private static Talk requireTalk(Talk talk) {
    talk.accept();
    talk.requireHeard();
    return talk;
  }

  /// JSON that has one choice, which is as expected.
  static Expectation<Json> oneChoice(Expectation<Json> choice) {
    JsonMember choices = json("choices");
    return choices
        .list(size(exactly(1)))
        .and(choices.list(each(choice)))
        .as("one choice: " + choice.expected());
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
