package dev.wireproof.specs.push;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.pattern.Upstream;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.http1.Http1Request;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Clients that post to rooms and listen there, and the receivers of webhooks. What each verb sends
/// stands in the table of the package's page.
public final class Rooms implements WireClient {

  static final Answer OK = Answer.json(200, "{}");
  static final Answer FAILED = Answer.json(500, "{}");

  /// How long a server may wait before the second attempt at a delivery.
  static final Duration FIRST_DELAY = Duration.ofSeconds(1);

  /// How long a server may wait before any later attempt.
  static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

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

  /// A wait ran out, so what follows from it depends on timing.
  void timedOut() {
    context.timedOut();
  }

  /// A room that no other spec uses.
  String newRoom() {
    return api.fresh("r");
  }

  /// A text that no other spec posts.
  String newText() {
    return api.fresh("text");
  }

  List<String> newTexts(int n) {
    return Stream.generate(this::newText).limit(n).toList();
  }

  private Http1Request postRequest(String room, String text) {
    return api.request("POST", "/rooms/" + room + "/events", Json.of("text", text));
  }

  Reply postEvent(String room, String text) {
    return api.send(postRequest(room, text));
  }

  /// Posts any JSON, or a text that is not JSON.
  Reply postJson(String room, String json) {
    return api.post("/rooms/" + room + "/events", json);
  }

  /// Sends the request and does not wait for the response.
  Pending beginPost(String room, String text) {
    return api.begin(postRequest(room, text));
  }

  /// Control: posts an event.
  ///
  /// @return its id
  /// @throws VerdictException when it is not accepted: the spec is inconclusive
  String requirePosted(String room, String text) {
    return postEvent(room, text).require(status(201)).json().text("id");
  }

  /// Control: posts a new event.
  ///
  /// @return its text
  String requirePosted(String room) {
    String text = newText();
    requirePosted(room, text);
    return text;
  }

  /// Control: posts `n` new events, one after the other.
  ///
  /// @return their texts
  List<String> requirePosted(String room, int n) {
    return Stream.generate(() -> requirePosted(room)).limit(n).toList();
  }

  /// Control: posts `n` new events at the same moment.
  ///
  /// @return their texts
  List<String> requirePostedAtOnce(String room, int n) {
    List<String> texts = newTexts(n);
    api.together(texts.stream().map(text -> postRequest(room, text)).toList())
        .forEach(reply -> reply.require(status(201)));
    return texts;
  }

  private Http1Request streamRequest(String room) {
    return api.request("GET", "/rooms/" + room + "/stream");
  }

  /// Opens a stream.
  ///
  /// @throws VerdictException when it is refused: the spec is inconclusive
  EventStream openStream(String room) {
    return api.open(streamRequest(room));
  }

  List<EventStream> openStreams(String room, int n) {
    return Stream.generate(() -> openStream(room)).limit(n).toList();
  }

  /// Opens a stream by a client that reads the head and nothing more.
  EventStream openStreamWithoutReading(String room) {
    return api.openWithoutReading(streamRequest(room));
  }

  /// Opens a stream where that is what the spec is about.
  ///
  /// @throws VerdictException when it is refused
  EventStream expectStream(String room) {
    return api.expectStream(streamRequest(room), "a stream, with 200");
  }

  /// An address at which the spec receives deliveries.
  String newUrl() {
    return upstream.url("/" + api.fresh("inbox")).toString();
  }

  /// Adds a hook with any members.
  Reply postHook(String room, String json) {
    return api.post("/rooms/" + room + "/hooks", json);
  }

  Reply deleteHook(Hook hook) {
    return api.delete(hook.path());
  }

  /// Control: adds a hook whose deliveries are held until the spec answers them.
  ///
  /// @throws VerdictException when it is not added: the spec is inconclusive
  Hook requireHookThatHolds(String room) {
    String inbox = api.fresh("inbox");
    String secret = api.fresh("secret");
    Calls calls = upstream.holding(isFor(inbox));
    String url = upstream.url("/" + inbox).toString();
    Reply reply = postHook(room, Json.of("url", url, "secret", secret)).require(status(201));
    return new Hook(room, secret, inbox, reply, calls);
  }

  /// Control: adds a hook whose deliveries are answered with 200 at once.
  ///
  /// @throws VerdictException when it is not added: the spec is inconclusive
  Hook requireHook(String room) {
    return requireHookThatAnswers(room, OK);
  }

  /// Control: adds a hook whose deliveries are answered so at once.
  ///
  /// @throws VerdictException when it is not added: the spec is inconclusive
  Hook requireHookThatAnswers(String room, Answer answer) {
    Hook hook = requireHookThatHolds(room);
    hook.calls().answerFromNowOn(answer);
    return hook;
  }

  static Predicate<Call> isFor(String inbox) {
    return call -> call.path().equals("/" + inbox);
  }

  /// The text of the event that was delivered.
  ///
  /// @throws VerdictException when the body has none: nothing can be said
  static String textOf(Call call) {
    return Json.parse("the body of a delivery", call.body()).text("text");
  }

  /// The event that was delivered.
  ///
  /// @throws VerdictException when the body is not JSON
  static Json expectEvent(Call call) {
    return Json.expectParsed("the body of a delivery", call.body());
  }

  /// A delivery is tried `attempts` times, of which the first are answered with 500 and the last
  /// with 200.
  ///
  /// @return all attempts
  /// @throws VerdictException when one does not come in time
  List<Call> expectAttempts(Hook hook, int attempts) {
    for (int i = 1; i <= attempts; i++) {
      Duration delay = i <= 2 ? FIRST_DELAY : LONGEST_DELAY;
      hook.calls()
          .expectCalls(
              i,
              "attempt " + i + " of a delivery that failed before",
              delay.plus(patience().forAnswer()))
          .get(i - 1)
          .answer(i < attempts ? FAILED : OK);
    }
    return hook.calls().all();
  }

  /// Waits until all of these texts are delivered, for at most that long.
  ///
  /// @param from the first call that counts
  /// @return the texts that were not
  Set<String> awaitDelivered(Hook hook, int from, List<String> texts, Duration within) {
    Deadline deadline = Deadline.in(within);
    Set<String> missing = new HashSet<>(texts);
    int seen = from;
    while (!missing.isEmpty() && !deadline.passed()) {
      hook.calls().reach(seen + 1);
      List<Call> all = hook.calls().all();
      all.subList(seen, all.size()).forEach(call -> missing.remove(textOf(call)));
      seen = all.size();
    }
    if (!missing.isEmpty()) {
      timedOut();
    }
    return missing;
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
