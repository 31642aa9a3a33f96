package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A room that no other spec uses, with those who post to it and those who listen.
public final class Room implements WireClient {

  private static final int TRIES = 5;

  /// Connections that are left for posts where the target says how many it serves.
  private static final int SPARE = 4;

  private final SpecContext context;
  private final Api api;
  private final String name;
  private final AtomicInteger words = new AtomicInteger();

  public Room(SpecContext context) {
    this(context, new Api(context).fresh("room"));
  }

  private Room(SpecContext context, String name) {
    this.context = context;
    this.api = new Api(context);
    this.name = name;
  }

  Room another() {
    return new Room(context);
  }

  /// The room whose name differs in nothing but case.
  Room inUpperCase() {
    return new Room(context, name.toUpperCase(Locale.ROOT));
  }

  Api api() {
    return api;
  }

  Patience patience() {
    return context.patience();
  }

  /// Stands in all that is said here, and in nothing that is said elsewhere.
  String name() {
    return name;
  }

  /// A text that was not posted before.
  String word() {
    return "%s-%04d".formatted(name, words.incrementAndGet());
  }

  String path(String last) {
    return "/rooms/" + name + "/" + last;
  }

  Http1Request posting(String text) {
    return api.request("POST", path("events"), Json.of("text", text));
  }

  Reply send(String text) {
    return api.send(posting(text));
  }

  /// Posts something, as a step that the spec needs.
  Posted post() {
    return post(word());
  }

  Posted post(String text) {
    return posted(send(text), text);
  }

  /// Posts something where the answer to it is what the spec is about.
  ///
  /// @throws VerdictException when it is not accepted
  Posted accepted(String text) {
    return posted(send(text).expect(status(201)), text);
  }

  /// What a post that the spec needs was answered with.
  Posted posted(Reply reply, String text) {
    return new Posted(reply.require(status(201)).expectJson().expectText("id"), text);
  }

  /// Posts `n` times, one after the other, on a connection that is kept.
  List<Posted> postMany(int n) {
    var posted = new ArrayList<Posted>();
    var wire = new Http1Wire(context);
    for (int i = 0; i < n; i++) {
      String text = word();
      Http1Response response = wire.requireServed(posting(text));
      String id = Json.expectParsed("the answer to a post", response.body()).expectText("id");
      posted.add(new Posted(id, text));
      if (response.announcesClose()) {
        wire = wire.another();
      }
    }
    wire.close();
    return posted;
  }

  /// Posts `n` long texts, so much that a reader who does not read holds its server up.
  List<Posted> postLong(int n) {
    return IntStream.range(0, n).mapToObj(_ -> post(longText())).toList();
  }

  /// 90 KB in UTF-8.
  String longText() {
    return word() + "€".repeat(30_000);
  }

  Http1Request stream() {
    return api.request("GET", path("stream")).with("Accept", "text/event-stream");
  }

  Http1Request streamAfter(String id) {
    return stream().with("Last-Event-ID", id);
  }

  Listener open(Http1Request request) {
    return new Listener(this, api.open(request));
  }

  /// Opens a stream where that is what the spec is about.
  ///
  /// @throws VerdictException when it is refused
  Listener opened(Http1Request request, String expected) {
    try {
      return open(request);
    } catch (VerdictException refused) {
      throw VerdictException.violates(expected, refused.reason());
    }
  }

  /// How many streams may be open while there is room for posts, as far as the target says.
  int connections() {
    String declared = api.target().limits().getOrDefault("connections", "");
    return declared.matches("\\d{1,6}") ? Integer.parseInt(declared) - SPARE : Integer.MAX_VALUE;
  }

  Listener openAfter(Posted posted) {
    return open(streamAfter(posted.id()));
  }

  /// A listener that hears what is posted. Unless it does, the spec is inconclusive.
  Listener listen() {
    return listen(1).getFirst();
  }

  /// As [#listen()], for several.
  List<Listener> listen(int n) {
    List<Listener> listeners = Stream.generate(() -> open(stream())).limit(n).toList();
    Posted control = post();
    listeners.forEach(each -> each.control(control));
    return listeners;
  }

  /// The control of what is said about streams: one of another room works.
  void canListen() {
    another().listen().leave();
  }

  /// The weakest control: a stream that has been open for a while hears a new event.
  void isHeardInTheEnd() {
    Room plain = another();
    Listener listener = plain.open(plain.stream());
    for (int i = 0; i < TRIES; i++) {
      Posted posted = plain.post();
      if (listener.next(patience().forQuiet()).filter(posted.text()::equals).isPresent()) {
        listener.leave();
        return;
      }
    }
    throw failed("a stream hears nothing, however often it is posted");
  }

  /// The control of what is said about resuming: it works where nothing is difficult.
  void canResume() {
    Room plain = another();
    Posted first = plain.post();
    Posted second = plain.post();
    Listener listener = plain.openAfter(first);
    listener.control(second);
    listener.control(plain.post());
    listener.leave();
  }

  VerdictException failed(String what) {
    return VerdictException.inconclusive("the control failed: " + what);
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
