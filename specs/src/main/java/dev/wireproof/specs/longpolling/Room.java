package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.wire.http1.Http1Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A room that nobody else uses, and a client that posts to it and asks for its news.
public final class Room implements WireClient {

  /// Where a target does not say how long it holds a question, it is at least so long.
  private static final Duration LEAST_HOLD = Duration.ofSeconds(10);

  private final SpecContext context;
  private final Api api;
  private final String name;

  public Room(SpecContext context) {
    this(context, new Api(context));
  }

  private Room(SpecContext context, Api api) {
    this(context, api, api.fresh("room"));
  }

  private Room(SpecContext context, Api api, String name) {
    this.context = context;
    this.api = api;
    this.name = name;
  }

  /// Another room that nobody else uses.
  Room another() {
    return new Room(context, api);
  }

  /// The room whose name is the same in capital letters.
  Room inCapitals() {
    return new Room(context, api, name.toUpperCase(Locale.ROOT));
  }

  /// Right effect, lesser flaw.
  void tolerate(String why) {
    context.tolerate(why);
  }

  Api api() {
    return api;
  }

  Patience patience() {
    return api.patience();
  }

  private String path() {
    return "/rooms/" + name + "/events";
  }

  Http1Request posting(String text) {
    return api.request("POST", path(), Json.of("text", text));
  }

  /// Posts any JSON, or what is none.
  Reply postJson(String json) {
    return api.post(path(), json);
  }

  Reply post(String text) {
    return api.send(posting(text));
  }

  /// Posts an event, as a step that the spec needs.
  ///
  /// @return its id
  String posted(String text) {
    return post(text).require(status(201)).expectJson().expectText("id");
  }

  /// Posts events, one after the other.
  List<String> posted(int n, String prefix) {
    List<String> texts = IntStream.rangeClosed(1, n).mapToObj(i -> prefix + " " + i).toList();
    texts.forEach(this::posted);
    return texts;
  }

  /// Posts all of these at once.
  void postedTogether(List<String> texts) {
    api.together(texts.stream().map(this::posting).toList())
        .forEach(reply -> reply.require(status(201)));
  }

  /// The question with a query of any kind.
  Http1Request asking(String query) {
    return api.request("GET", path() + (query.isEmpty() ? "" : "?" + query));
  }

  Http1Request asking(String after, long wait) {
    return asking(query(after, wait));
  }

  static String query(String after, long wait) {
    return "after=" + encoded(after) + "&wait=" + wait;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Reply ask(String query) {
    return answered(asking(query));
  }

  /// Sends a question that is not to be held, though it may be.
  Held asked(String query) {
    return new Held(this, api.begin(asking(query)), heldFor(LEAST_HOLD.toSeconds()));
  }

  /// How long a server takes for a question says nothing of its pace: it may have held it.
  private Reply answered(Http1Request question) {
    Pending pending = api.begin(question);
    Reply reply = pending.reply(patience().forAnswer());
    pending.leave();
    return reply;
  }

  /// Asks for news that is not there; the spec is inconclusive where no answer comes at all.
  Reply askForNothing(String query) {
    return ask(query).require(status(200, 204)).expect(status(204));
  }

  /// How long a question takes that is not held, on a connection of its own, as each has one.
  Duration ordinaryExchange() {
    long begin = System.nanoTime();
    ask("wait=0").require(status(200, 204));
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /// What came after the cursor, without waiting.
  Reply askNow(String after) {
    return answered(asking(after, 0));
  }

  /// Posts a first event.
  ///
  /// @return the cursor behind it
  String start() {
    posted("the first event");
    return News.needed(ask("wait=0")).next();
  }

  /// As [#start], and makes sure that news wakes a question that is held. Otherwise the spec, which
  /// is about something else, is inconclusive.
  ///
  /// @return the cursor behind all that was posted
  String startWoken() {
    Held held = hold(start()).parked();
    posted("an event that wakes");
    return held.neededNews().next();
  }

  /// How long a question is held that asks for `wait` seconds.
  Duration heldFor(long wait) {
    return Stream.of(Duration.ofSeconds(wait), hold()).min(Duration::compareTo).orElseThrow();
  }

  private Duration hold() {
    return api.target().durationLimit("long-poll-hold").orElse(LEAST_HOLD);
  }

  /// Sends a question that is to be held as long as this target holds one, ten seconds at most.
  Held hold(String after) {
    long seconds = Math.clamp(hold().plusMillis(999).toSeconds(), 1, LEAST_HOLD.toSeconds());
    return holdFor(after, seconds);
  }

  Held holdFor(String after, long wait) {
    return held(after, wait, heldFor(wait));
  }

  /// Sends a question that asks for `wait` seconds and is to be held for `hold`.
  Held held(String after, long wait, Duration hold) {
    return new Held(this, api.begin(asking(after, wait)), hold);
  }

  /// Sends several.
  List<Held> crowd(String after, int n) {
    return Stream.generate(() -> hold(after)).limit(n).toList();
  }

  /// All events behind the cursor: follows `next` until there is no news.
  List<String> rest(String after) {
    return new Reader(this, after).readToEnd().texts();
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
