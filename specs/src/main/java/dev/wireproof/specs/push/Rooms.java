package dev.wireproof.specs.push;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.pattern.Upstream;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import java.util.List;
import java.util.function.Predicate;

/// Somebody who posts to rooms, those who listen there, and the receivers of webhooks.
public final class Rooms implements WireClient {

  static final Answer OK = Answer.json(200, "{}");
  static final Answer FAILED = Answer.json(500, "{}");

  private final SpecContext context;
  private final Api api;
  private final Upstream upstream;

  public Rooms(SpecContext context) {
    this.context = context;
    this.api = new Api(context);
    this.upstream = new Upstream(context);
  }

  Api api() {
    return api;
  }

  Upstream upstream() {
    return upstream;
  }

  Patience patience() {
    return context.patience();
  }

  void timedOut() {
    context.timedOut();
  }

  /// A room that nobody else uses.
  String room() {
    return api.fresh("r");
  }

  /// A text that nobody else posts.
  String text() {
    return api.fresh("text");
  }

  Http1Request event(String room, String text) {
    return api.request("POST", "/rooms/" + room + "/events", Json.of("text", text));
  }

  Reply post(String room, String text) {
    return api.send(event(room, text));
  }

  /// Posts as a step that the spec needs; the event's id.
  String posted(String room, String text) {
    return post(room, text).require(status(201)).expectJson().expectText("id");
  }

  /// Posts all of them at the same moment, as a step that the spec needs.
  void together(String room, List<String> texts) {
    api.together(texts.stream().map(text -> event(room, text)).toList())
        .forEach(reply -> reply.require(status(201)));
  }

  private Http1Request streamOf(String room) {
    return api.request("GET", "/rooms/" + room + "/stream");
  }

  EventStream stream(String room) {
    return api.open(streamOf(room));
  }

  /// Opens a stream where that is what the spec is about.
  ///
  /// @throws VerdictException when it is refused
  EventStream openedStream(String room) {
    try {
      return stream(room);
    } catch (VerdictException refused) {
      throw VerdictException.violates("a stream, with 200", refused.reason());
    }
  }

  EventStream unreadStream(String room) {
    return api.openWithoutReading(streamOf(room));
  }

  /// Asks for a hook, whatever the answer is.
  Reply hook(String room, String json) {
    return api.post("/rooms/" + room + "/hooks", json);
  }

  /// A hook whose deliveries are held until the spec answers them.
  Hook holding(String room) {
    return hook(room, api.fresh("inbox"), api.fresh("secret"));
  }

  /// A hook whose deliveries are taken at once.
  Hook taking(String room) {
    return answering(room, OK);
  }

  /// A hook whose deliveries are answered so at once.
  Hook answering(String room, Answer answer) {
    Hook hook = holding(room);
    hook.calls().answerFromNowOn(answer);
    return hook;
  }

  private Hook hook(String room, String inbox, String secret) {
    Calls calls = upstream.holding(isFor(inbox));
    String url = upstream.url("/" + inbox).toString();
    Reply reply = hook(room, Json.of("url", url, "secret", secret)).require(status(201));
    return new Hook(room, secret, inbox, reply, calls);
  }

  static Predicate<Call> isFor(String inbox) {
    return call -> call.path().equals("/" + inbox);
  }

  /// What was delivered.
  static Json delivered(Call call) {
    return Json.expectParsed("the body of a delivery", call.body());
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
