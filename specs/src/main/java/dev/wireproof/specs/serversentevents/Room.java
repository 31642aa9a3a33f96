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

/// A room that no other spec uses, and clients that post to it and listen. What each verb sends
/// stands in the table of the package's page.
public final class Room implements WireClient {

  private static final int TRIES = 5;

  /// Connections that are left for posts where the target says how many it serves.
  private static final int SPARE = 4;

  private final SpecContext context;
  private final Api api;
  private final String name;
  private final AtomicInteger texts = new AtomicInteger();

  public Room(SpecContext context) {
    this(context, new Api(context).fresh("room"));
  }

  private Room(SpecContext context, String name) {
    this.context = context;
    this.api = new Api(context);
    this.name = name;
  }

  /// Another room that no other spec uses.
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

  /// Stands in every text of this room, and in no text of another.
  String name() {
    return name;
  }

  /// A text that was not posted before.
  String newText() {
    return "%s-%04d".formatted(name, texts.incrementAndGet());
  }

  /// As [#newText], with 90 KB in UTF-8.
  String newLongText() {
    return newText() + "€".repeat(30_000);
  }

  private String path(String last) {
    return "/rooms/" + name + "/" + last;
  }

  Http1Request postRequest(String text) {
    return api.request("POST", path("events"), Json.of("text", text));
  }

  Reply postEvent(String text) {
    return api.send(postRequest(text));
  }

  /// Posts any JSON, or a text that is not JSON.
  Reply postJson(String json) {
    return api.post(path("events"), json);
  }

  List<Reply> postAtOnce(List<String> texts) {
    return api.together(texts.stream().map(this::postRequest).toList());
  }

  /// Control: posts a new event.
  ///
  /// @throws VerdictException when it is not accepted: the spec is inconclusive
  Posted requirePosted() {
    return requirePosted(newText());
  }

  Posted requirePosted(String text) {
    return Posted.requireIn(postEvent(text), text);
  }

  /// Control: posts `n` new events, one after the other.
  List<Posted> requirePosted(int n) {
    return Stream.generate(this::requirePosted).limit(n).toList();
  }

  /// Control: posts `n` new events with long texts, so much that a client that does not read holds
  /// its server up.
  List<Posted> requirePostedLong(int n) {
    return IntStream.range(0, n).mapToObj(_ -> requirePosted(newLongText())).toList();
  }

  /// Control: posts `n` new events, one after the other, on a connection that is kept.
  ///
  /// @throws VerdictException when one is not accepted: the spec is inconclusive
  List<Posted> requirePostedMany(int n) {
    var posted = new ArrayList<Posted>();
    var wire = new Http1Wire(context);
    for (int i = 0; i < n; i++) {
      String text = newText();
      Http1Response response = wire.requireServed(postRequest(text));
      String id = Json.parse("the response to a post", response.body()).text("id");
      posted.add(new Posted(id, text));
      if (response.announcesClose()) {
        wire = wire.another();
      }
    }
    wire.close();
    return posted;
  }

  /// Posts an event where its response is what the spec is about.
  ///
  /// @throws VerdictException when it is not accepted
  Posted expectPosted(String text) {
    return Posted.requireIn(postEvent(text).expect(status(201)), text);
  }

  Http1Request streamRequest() {
    return api.request("GET", path("stream")).with("Accept", "text/event-stream");
  }

  Http1Request streamRequestAfter(String id) {
    return streamRequest().with("Last-Event-ID", id);
  }

  Reply deleteStream() {
    return api.delete(path("stream"));
  }

  /// Opens a stream.
  ///
  /// @throws VerdictException when it is refused: the spec is inconclusive
  Listener open() {
    return open(streamRequest());
  }

  Listener open(Http1Request request) {
    return new Listener(this, api.open(request));
  }

  Listener openAfter(Posted posted) {
    return open(streamRequestAfter(posted.id()));
  }

  /// Opens a stream by a client that reads the head and nothing more until it resumes.
  Listener openWithoutReading(Http1Request request) {
    return new Listener(this, api.openWithoutReading(request));
  }

  /// Opens a stream where that is what the spec is about.
  ///
  /// @throws VerdictException when it is refused
  Listener expectStream(Http1Request request, String expected) {
    return new Listener(this, api.expectStream(request, expected));
  }

  /// How many streams may be open while there is room for posts, as far as the target says.
  int connections() {
    String declared = api.target().limits().getOrDefault("connections", "");
    return declared.matches("\\d{1,6}") ? Integer.parseInt(declared) - SPARE : Integer.MAX_VALUE;
  }

  /// Control: a stream that gets what is posted.
  ///
  /// @throws VerdictException when it does not: the spec is inconclusive
  Listener requireListener() {
    return requireListeners(1).getFirst();
  }

  /// Control: as [#requireListener()], for several.
  List<Listener> requireListeners(int n) {
    List<Listener> listeners = Stream.generate(this::open).limit(n).toList();
    Posted control = requirePosted();
    listeners.forEach(each -> each.requireHeard(control));
    return listeners;
  }

  /// Control of rules about streams: one of another room works.
  void requireStreams() {
    another().requireListener().leave();
  }

  /// The weakest control: a stream that has been open for a while gets a new event.
  ///
  /// @throws VerdictException when it does not: the spec is inconclusive
  void requireStreamInTheEnd() {
    Room plain = another();
    Listener listener = plain.open();
    for (int i = 0; i < TRIES; i++) {
      Posted posted = plain.requirePosted();
      if (listener.next(patience().forQuiet()).filter(posted::isIn).isPresent()) {
        listener.leave();
        return;
      }
    }
    throw failed("a stream gets nothing, however often an event is posted");
  }

  /// Control of rules about resuming: it works where nothing is difficult.
  ///
  /// @throws VerdictException when it does not: the spec is inconclusive
  void requireResumption() {
    Room plain = another();
    Posted first = plain.requirePosted();
    Posted second = plain.requirePosted();
    Listener listener = plain.openAfter(first);
    listener.requireHeard(second);
    listener.requireHeard(plain.requirePosted());
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
