package dev.wireproof.clients.http1;

import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import dev.wireproof.wire.tcp.TcpConnection;
import java.time.Duration;
import java.util.Optional;

/// One connection to the target, spoken to in HTTP/1.1 octets. It connects with the first thing
/// that is sent; what arrives is read without loss, held to every [Http1Rule], and judged only by
/// what the spec expects.
public final class Http1Wire extends Http1Arrivals implements WireClient {

  private static final Expectation<Seen> SILENCE =
      Expectation.of(
          "nothing", seen -> seen instanceof Seen.Silence(_, var partial) && partial.isEmpty());

  private final SpecContext context;
  private final Target target;
  private final Http1Connection connection;

  public Http1Wire(SpecContext context) {
    this(context, context.target());
  }

  /// A connection to another instance of the target.
  public Http1Wire(SpecContext context, Target target) {
    this(context, target, new Http1Connection(context, target));
  }

  private Http1Wire(SpecContext context, Target target, Http1Connection connection) {
    super(context, target, connection);
    this.context = context;
    this.target = target;
    this.connection = connection;
    context.adopt(this);
  }

  /// A name that nothing else uses.
  public String freshName(String prefix) {
    return context.freshName(prefix);
  }

  /// A fresh connection to the same target, in the same transcript.
  public Http1Wire another() {
    return new Http1Wire(context, target);
  }

  /// Undoes on another connection what the spec did; nothing is judged by that.
  public void tidyUp(Http1Request request) {
    context.transcript().aside(() -> another().send(request).next());
  }

  /// Sends the requests in one write, so that a server may find them in one segment.
  public Http1Wire send(Http1Request... requests) {
    connection.send(requests);
    return this;
  }

  /// Sends a request in writes of `size` octets.
  public Http1Wire sendInPieces(Http1Request request, int size) {
    connection.sendInPieces(request, size);
    return this;
  }

  /// Sends a request without its last `held` octets; [#release] sends them.
  public Http1Wire sendAllBut(int held, Http1Request request) {
    connection.sendAllBut(held, request);
    return this;
  }

  /// Sends the last `held` octets of a request that was sent without them.
  public Http1Wire release(int held, Http1Request request) {
    connection.release(held, request);
    return this;
  }

  /// Sends a request whose head never ends: without its last two octets, and then one field line
  /// after the other, until something comes or the time is over.
  ///
  /// @param every how long to watch for something after each line
  /// @param within the time after which no further line is sent
  public Seen drip(Http1Request request, Duration every, Duration within) {
    Deadline end = Deadline.in(within);
    Seen seen = sendAllBut(2, request).watch(every);
    for (int i = 0; seen instanceof Seen.Silence && !end.passed(); i++) {
      seen = sendOctets(Octets.latin1("X-Drop-" + i + ": 1\r\n")).watch(every);
    }
    return seen;
  }

  /// Sends octets that belong to a request that is under way, or to none.
  public Http1Wire sendOctets(Octets octets) {
    connection.sendOctets(octets);
    return this;
  }

  /// The request as it travels to this target.
  public Octets octets(Http1Request request) {
    return connection.octets(request);
  }

  /// Connects without sending anything.
  public Http1Wire open() {
    connection.whenOpen(_ -> {});
    return this;
  }

  /// Connects as a client that does not read until [#resumeReading], with a small window.
  public Http1Wire openWithoutReading() {
    connection.startPaused();
    return open();
  }

  public Http1Wire resumeReading() {
    connection.whenOpen(TcpConnection::resumeReading);
    return this;
  }

  /// What arrives from now on stays in the kernel until [#resumeReading].
  public Http1Wire pauseReading() {
    connection.whenOpen(TcpConnection::pauseReading);
    return this;
  }

  /// Closes our sending side (FIN) and goes on reading.
  public Http1Wire finishSending() {
    connection.whenOpen(TcpConnection::finishSending);
    return this;
  }

  /// Ends the connection with a reset.
  public void reset() {
    connection.whenOpen(TcpConnection::reset);
  }

  /// Judges the next response, or what came instead of it.
  ///
  /// @throws VerdictException when that violates the expectation
  public Http1Wire expect(Expectation<Seen> expectation) {
    expect(expectation, next());
    return this;
  }

  /// As [#expect], and returns the response.
  ///
  /// @throws VerdictException also when something tolerable came that is no response
  public Http1Response expectResponse(Expectation<Seen> expectation) {
    Seen seen = next();
    expect(expectation, seen);
    if (seen instanceof Seen.Response(var response)) {
      return response;
    }
    throw VerdictException.inconclusive(
        "expected " + expectation.expected() + ", and saw: " + seen);
  }

  /// The next response of the same request that may be an interim one (1xx).
  public Http1Wire expectInterim(Expectation<Seen> expectation) {
    expect(expectation, interim());
    return this;
  }

  /// The sentinel: unless the last response ended the connection, a plain request is served on it,
  /// so both sides agree on where the last request ended.
  public Http1Wire expectNextServed() {
    if (last() instanceof Seen.Response(var response)) {
      if (response.announcesClose()) {
        return expectClosed();
      }
      return send(get("/")).expect(success().or(closed()));
    }
    return this;
  }

  /// The connection ends, and no other response comes before. That it would end anyhow, because
  /// nothing is sent, is not waited for.
  public Http1Wire expectClosed() {
    expect(Responses.closed(), ending());
    return this;
  }

  /// How the connection ends, or what shows that it does not. Whether it lasts is asked, not only
  /// waited for: who answers another request has not closed, and that is known at once.
  public Seen ending() {
    return ending(() -> {
      context.transcript().note("still open: does it answer another request?");
      send(get("/"));
    });
  }

  /// Nothing comes for a while, which is a multiple of the slowest exchange of late.
  public Http1Wire expectSilence(String because) {
    expect(SILENCE.as(because), meanwhile());
    return this;
  }

  /// As [#expectSilence], and the end of the connection is as good.
  public Http1Wire expectSilenceOrClose(String because) {
    expect(SILENCE.or(closed()).as(because), meanwhile());
    return this;
  }

  /// The legal twin of a request that must be refused, on a connection of its own. Unless it is
  /// served, and the request behind a success too, the spec is inconclusive.
  public Http1Wire requireControl(Http1Request legal) {
    return requireControl(legal, success());
  }

  /// As [#requireControl(Http1Request)], for a twin that is answered otherwise.
  public Http1Wire requireControl(Http1Request legal, Expectation<Seen> served) {
    Http1Wire twin = another();
    Optional<String> about = Http1Prerequisites.ruleOf(legal);
    Http1Response response = twin.send(legal).require(legal, served, about);
    if (!response.announcesClose() && response.isSuccess()) {
      twin.send(get("/")).require(get("/"), success(), about);
    }
    twin.close();
    return this;
  }

  /// A plain exchange on this connection that the spec needs and is not about. Unless it is served,
  /// the spec is inconclusive.
  public Http1Response requireServed(Http1Request request) {
    return send(request).require(request, success(), Http1Prerequisites.ruleOf(request));
  }

  /// A plain exchange on a connection of its own, which is closed before this returns.
  public Http1Response requireElsewhere(Http1Request request, Expectation<Seen> served) {
    Http1Wire other = another();
    Http1Response response =
        other.send(request).require(request, served, Http1Prerequisites.ruleOf(request));
    other.close();
    return response;
  }

  /// @param about the rule that the request is about, where it is no plain one
  private Http1Response require(
      Http1Request request, Expectation<Seen> served, Optional<String> about) {
    Seen seen = next();
    boolean fine = !(served.judge(seen) instanceof Verdict.Violates);
    if (fine && seen instanceof Seen.Response(var response)) {
      return response;
    }
    String expected = served.expected() + " to “" + request + "”";
    throw about
        .map(rule -> failed(rule, expected, seen))
        .orElseGet(() ->
            VerdictException.inconclusive(
                "the control failed: expected " + expected + ", saw " + seen));
  }

  /// What to throw where a control failed that is what a rule is about.
  ///
  /// @param rule its id, one of [Http1Prerequisites]
  public VerdictException failed(String rule, String expected, Seen seen) {
    return Http1Upload.isLengthRequired(seen)
        ? VerdictException.notApplicable(Http1Upload.LENGTH_REQUIRED)
        : context.prerequisiteFailed(rule, expected, seen.toString());
  }

  /// Judges what was seen.
  ///
  /// @throws VerdictException when that violates the expectation
  public void expect(Expectation<? super Seen> expectation, Seen seen) {
    context.expect(seen, expectation);
  }

  /// As [#expect(Expectation, Seen)], for a response that was read before.
  public void expect(Expectation<? super Seen> expectation, Http1Response response) {
    expect(expectation, new Seen.Response(response));
  }

  @Override
  public void close() {
    connection.close();
  }
}
