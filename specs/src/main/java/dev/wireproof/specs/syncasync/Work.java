package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.pattern.Upstream;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import java.util.List;
import java.util.function.Predicate;

/// A client that gives a server something to wait for, and the upstream that it waits for.
public final class Work implements WireClient {

  static final List<String> NAMES = List.of("a", "b", "c");

  private final Api api;
  private final Upstream upstream;

  public Work(SpecContext context) {
    this.api = new Api(context);
    this.upstream = new Upstream(context);
  }

  Api api() {
    return api;
  }

  /// A tag that tells the calls of one request from those of all others.
  String tag() {
    return api.fresh("tag");
  }

  /// The calls of `UPSTREAM/name` with this tag.
  static Predicate<Call> called(String name, String tag) {
    return call ->
        call.path().endsWith("/" + name) && call.query("tag").filter(tag::equals).isPresent();
  }

  Calls holding(String name, String tag) {
    return upstream.holding(called(name, tag));
  }

  Calls answering(String name, String tag, Answer answer) {
    return upstream.answering(called(name, tag), answer);
  }

  Calls answering(String name, String tag, String text) {
    return answering(name, tag, Answer.text(200, text));
  }

  Calls cutting(String name, String tag) {
    return upstream.cutting(called(name, tag));
  }

  Upstream upstream() {
    return upstream;
  }

  /// Has a, b and c say their own names at once.
  void answeringAll(String tag) {
    NAMES.forEach(name -> answering(name, tag, name));
  }

  Reply fanOut(String tag) {
    return api.get("/fanout?tag=" + tag);
  }

  Pending beginFanOut(String tag) {
    return api.begin(api.request("GET", "/fanout?tag=" + tag));
  }

  Reply await(String tag) {
    return api.get("/wait?tag=" + tag);
  }

  Pending beginWait(String tag) {
    return api.begin(api.request("GET", "/wait?tag=" + tag));
  }

  /// A record with this text.
  Reply log(String text, boolean sync) {
    return api.post(sync ? "/log?sync=true" : "/log", Json.of("text", text));
  }

  /// The texts in the log that begin so.
  List<String> texts(String prefix) {
    return records().stream()
        .map(entry -> entry.expectText("text"))
        .filter(text -> text.startsWith(prefix))
        .toList();
  }

  List<Json> records() {
    return api.get("/log").require(status(200)).expectJson().expectList("records");
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
