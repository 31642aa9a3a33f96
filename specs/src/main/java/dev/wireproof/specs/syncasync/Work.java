package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.contains;

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
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// A client that gives a server something to wait for, and the upstream that it waits for. What
/// each verb sends stands in the table of the package's page.
public final class Work implements WireClient {

  /// What a fan-out asks its upstream for.
  private static final List<String> NAMES = List.of("a", "b", "c");

  private static final long SAMPLE = 100_000;
  private static final long MOST = 100_000_000;

  /// A computation that is seen to run for so long has begun.
  private static final Duration BEGUN = Duration.ofMillis(200);

  private static final int TRIES = 4;

  private final Api api;
  private final Upstream upstream;

  public Work(SpecContext context) {
    this.api = new Api(context);
    this.upstream = new Upstream(context);
  }

  /// A tag that distinguishes the calls of one request from those of all others.
  String newTag() {
    return api.fresh("tag");
  }

  private static Predicate<Call> tagged(String tag) {
    return call -> call.query("tag").filter(tag::equals).isPresent();
  }

  private static Predicate<Call> called(String name, String tag) {
    return tagged(tag).and(call -> call.path().endsWith("/" + name));
  }

  /// Holds the calls of `UPSTREAM/name` with this tag until the spec answers them.
  Calls holdCall(String name, String tag) {
    return upstream.holding(called(name, tag));
  }

  /// Holds the calls of a, b and c with this tag, in this order.
  List<Calls> holdCalls(String tag) {
    return NAMES.stream().map(name -> holdCall(name, tag)).toList();
  }

  /// Answers the calls of `UPSTREAM/name` with this tag with 200 and this text.
  Calls answerCall(String name, String tag, String text) {
    return upstream.answering(called(name, tag), Answer.text(200, text));
  }

  /// Answers all calls with this tag, whatever they ask for, with 200 and this text.
  Calls answerCalls(String tag, String text) {
    return answerCalls(tagged(tag), text);
  }

  Calls answerCalls(Predicate<Call> which, String text) {
    return upstream.answering(which, Answer.text(200, text));
  }

  /// Has the calls of `UPSTREAM/name` with this tag fail.
  Calls failCall(String name, String tag, Failure failure) {
    return failure
        .answer()
        .map(answer -> upstream.answering(called(name, tag), answer))
        .orElseGet(() -> upstream.cutting(called(name, tag)));
  }

  Reply get(String path) {
    return api.get(path);
  }

  Reply getRoot() {
    return api.get("/");
  }

  /// As [#getRoot()], whose response is due within a time that the spec knows.
  Reply getRoot(Duration within) {
    return api.send(api.request("GET", "/"), within);
  }

  Reply getFanOut(String tag) {
    return api.get("/fanout?tag=" + tag);
  }

  Pending beginFanOut(String tag) {
    return begin("/fanout?tag=" + tag);
  }

  Reply getWait(String tag) {
    return api.get("/wait?tag=" + tag);
  }

  Pending beginWait(String tag) {
    return begin("/wait?tag=" + tag);
  }

  private Pending begin(String path) {
    return api.begin(api.request("GET", path));
  }

  /// The upstream was asked with exactly this method, path and query.
  ///
  /// @throws VerdictException when it was asked otherwise; inconclusive when it was not asked
  void expectCalled(Calls calls, String request) {
    calls.requireCall("with the tag of this request");
    expectThat(
        calls.all().stream().map(Call::toString).toList(),
        contains(request).as(request + " at the upstream"));
  }

  /// @param query such as `?n=1000`
  Reply getCompute(String query) {
    return api.get("/compute" + query);
  }

  /// Control: a computation has begun that is to take so long, as far as a small one tells.
  ///
  /// @throws VerdictException when this target computes too fast for that: the spec is inconclusive
  Pending requireLongCompute(Duration length) {
    Duration sample = getCompute("?n=" + SAMPLE).require(status(200)).took();
    long n = Math.max(SAMPLE, SAMPLE * length.toMillis() / Math.max(1, sample.toMillis()));
    for (int i = 0; i < TRIES; i++) {
      Pending computing = begin("/compute?n=" + n);
      if (computing.watch(BEGUN) instanceof Seen.Silence) {
        return computing;
      }
      n = Math.min(MOST, n * 4); // it has become faster
    }
    throw VerdictException.inconclusive("it computes so fast that nothing can be seen beside it");
  }

  private Http1Request record(String text, boolean sync) {
    return api.request("POST", sync ? "/log?sync=true" : "/log", Json.of("text", text));
  }

  Reply postRecord(String text) {
    return postRecord(text, false);
  }

  Reply postRecord(String text, boolean sync) {
    return api.send(record(text, sync));
  }

  /// @param query such as `?sync=true`; may be empty
  Reply postLog(String query, String json) {
    return api.post("/log" + query, json);
  }

  List<Reply> postRecordsAtOnce(List<String> texts) {
    return api.together(texts.stream().map(text -> record(text, false)).toList());
  }

  /// Sends the record with `sync=true` and does not wait for the response.
  Pending beginSyncRecord(String text) {
    return api.begin(record(text, true));
  }

  /// Control: the record is accepted.
  ///
  /// @throws VerdictException when it is not answered with 200 or 201: the spec is inconclusive
  Reply requireRecord(String text) {
    return requireRecord(text, false);
  }

  /// As [#requireRecord(String)], with `sync=true` if so.
  Reply requireRecord(String text, boolean sync) {
    return postRecord(text, sync).require(status(200, 201));
  }

  Reply getLog() {
    return api.get("/log");
  }

  /// The ids of all records in the log.
  ///
  /// @throws VerdictException when they cannot be read: nothing can be said
  List<String> ids() {
    return getLog().require(status(200)).json().list("records").stream()
        .map(record -> record.text("id"))
        .toList();
  }

  /// The texts in the log that begin with this prefix are as expected, in the order of the log.
  ///
  /// @throws VerdictException when they are not; inconclusive when the log is not shown with 200
  void expectTexts(String prefix, Expectation<? super List<String>> texts) {
    expectThat(expectRecords(prefix).stream().map(record -> record.text("text")).toList(), texts);
  }

  /// The ids of the records whose texts begin with this prefix are as expected.
  ///
  /// @throws VerdictException when they are not; inconclusive when the log is not shown with 200
  void expectIds(String prefix, Expectation<? super List<String>> ids) {
    expectThat(expectRecords(prefix).stream().map(record -> record.expectText("id")).toList(), ids);
  }

  private List<Json> expectRecords(String prefix) {
    return getLog().require(status(200)).expectJson().expectList("records").stream()
        .filter(record -> record.expectText("text").startsWith(prefix))
        .toList();
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
