package dev.wireproof.clients.pattern;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// A client of a pattern's endpoints. Each request travels on a connection of its own, so that
/// nothing of one exchange can hang on another; what is judged about kept connections is judged
/// with [Http1Wire].
public final class Api implements WireClient {

  private final SpecContext context;
  private final Target target;

  public Api(SpecContext context) {
    this(context, context.target());
  }

  private Api(SpecContext context, Target target) {
    this.context = context;
    this.target = target;
  }

  /// A client of another instance of the target.
  public Api on(Target instance) {
    return new Api(context, instance);
  }

  public Patience patience() {
    return context.patience();
  }

  /// A name that nobody else uses: a room, a key, a payee.
  public String fresh(String prefix) {
    return context.freshName(prefix);
  }

  /// The target itself: what it claims and promises.
  public Target target() {
    return target;
  }

  /// A request to an endpoint of the contract, wherever this target has it.
  public Http1Request request(String method, String path) {
    return Http1Request.request(method, Endpoints.resolve(target, path));
  }

  /// A request with a JSON body.
  public Http1Request request(String method, String path, String json) {
    return request(method, path).with("Content-Type", "application/json").withBody(json);
  }

  public Reply get(String path) {
    return send(request("GET", path));
  }

  public Reply post(String path, String json) {
    return send(request("POST", path, json));
  }

  public Reply put(String path, String json) {
    return send(request("PUT", path, json));
  }

  public Reply delete(String path) {
    return send(request("DELETE", path));
  }

  /// Sends the request and waits for its answer.
  public Reply send(Http1Request request) {
    return send(request, Http1Wire::next);
  }

  /// Sends the request and waits for its answer, which is due within a time that the spec knows.
  public Reply send(Http1Request request, Duration within) {
    return send(request, wire -> wire.nextWithin(within));
  }

  private Reply send(Http1Request request, Function<Http1Wire, Seen> answer) {
    var wire = new Http1Wire(context, target);
    long begin = System.nanoTime();
    wire.send(request);
    Seen seen = answer.apply(wire);
    wire.close();
    return reply(request, seen, begin, wire.lastEvent());
  }

  private Reply reply(Http1Request request, Seen seen, long begin, long event) {
    return new Reply(
        context, request.toString(), seen, Duration.ofNanos(System.nanoTime() - begin), event);
  }

  /// Sends the request and does not wait.
  public Pending begin(Http1Request request) {
    var wire = new Http1Wire(context, target);
    long begin = System.nanoTime();
    wire.send(request);
    return new Pending(context, wire, request, begin);
  }

  /// Sends all of them at once: each is held one octet short on a connection of its own until all
  /// are there, then all are released. The answers come in the order of the requests.
  public List<Reply> together(List<Http1Request> requests) {
    return together(requests, PrimedRequest::reply);
  }

  /// As [#together(List)], where each answer is due within a time that the spec knows.
  public List<Reply> together(List<Http1Request> requests, Duration within) {
    return together(requests, held -> held.reply(within));
  }

  private List<Reply> together(List<Http1Request> requests, Function<PrimedRequest, Reply> answer) {
    List<PrimedRequest> held = requests.stream().map(this::hold).toList();
    held.forEach(PrimedRequest::release);
    return held.stream().map(answer).toList();
  }

  /// Sends all but the last octet of the request.
  public PrimedRequest hold(Http1Request request) {
    return new PrimedRequest(
        context, new Http1Wire(context, target).sendAllBut(1, request), request);
  }

  /// As [#hold], by a client with a small window, which is soon full when it does not read.
  public PrimedRequest holdWithSmallWindow(Http1Request request) {
    var wire = new Http1Wire(context, target).openWithoutReading().resumeReading();
    return new PrimedRequest(context, wire.sendAllBut(1, request), request);
  }

  /// Opens an event stream.
  ///
  /// @throws VerdictException when it is not answered with 200: the spec is inconclusive
  public EventStream open(Http1Request request) {
    return EventStream.of(context, new Http1Wire(context, target).send(request), request);
  }

  /// Opens an event stream, which the rule asks for.
  ///
  /// @throws VerdictException when it is not answered with 200
  public EventStream expectStream(Http1Request request, String expected) {
    var wire = new Http1Wire(context, target).send(request);
    return EventStream.expectIn(context, wire, expected);
  }

  /// As [#open], by a client that reads the head and nothing more until it is told to.
  public EventStream openWithoutReading(Http1Request request) {
    var wire = new Http1Wire(context, target).openWithoutReading().resumeReading();
    EventStream stream = EventStream.of(context, wire.send(request), request);
    wire.pauseReading();
    return stream;
  }

  @Override
  public void close() {
    // the connections close with the context, which adopted them
  }
}
