package dev.wireproof.clients.http1;

import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.tcp.TcpEndpoints;
import dev.wireproof.engine.context.PassiveFindings;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.BodyPiece;
import dev.wireproof.wire.http1.Http1Reader;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Http1Rule;
import dev.wireproof.wire.http1.Seen;
import dev.wireproof.wire.http1.Violation;
import dev.wireproof.wire.tcp.TcpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One connection to the target, spoken to in HTTP/1.1 octets. It connects with the first thing
/// that is sent; what arrives is read without loss, held to every [Http1Rule], and judged only by
/// what the spec expects.
public final class Http1Wire implements WireClient {

  private final SpecContext context;
  private final Target target;
  private final Deque<Http1Request> unanswered = new ArrayDeque<>();
  private @Nullable TcpConnection link;
  private @Nullable Http1Reader reader;
  private @Nullable String failure;
  private boolean startsPaused;
  private Octets lastSent = Octets.NONE;
  private @Nullable Seen last;
  private long lastEvent = -1;

  public Http1Wire(SpecContext context) {
    this(context, context.target());
  }

  /// A connection to another instance of the target.
  public Http1Wire(SpecContext context, Target target) {
    this.context = context;
    this.target = target;
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

  /// Sends the requests in one write, so that a server may find them in one segment.
  public Http1Wire send(Http1Request... requests) {
    unanswered.addAll(Arrays.asList(requests));
    var all = new ArrayList<Octets>();
    var meant = new ArrayList<Decoded>();
    for (Http1Request request : requests) {
      Octets octets = octets(request);
      all.add(octets);
      request.decoded(octets, 0, octets.size()).ifPresent(meant::add);
    }
    return write(Octets.join(all), meant.toArray(Decoded[]::new));
  }

  /// Sends a request in writes of `size` octets.
  public Http1Wire sendInPieces(Http1Request request, int size) {
    unanswered.add(request);
    Octets octets = octets(request);
    for (int from = 0; from < octets.size(); from += size) {
      part(request, octets, from, Math.min(from + size, octets.size()));
    }
    return this;
  }

  /// Sends a request without its last `held` octets; [#release] sends them.
  public Http1Wire sendAllBut(int held, Http1Request request) {
    unanswered.add(request);
    Octets octets = octets(request);
    return part(request, octets, 0, octets.size() - held);
  }

  /// Sends the last `held` octets of a request that was sent without them.
  public Http1Wire release(int held, Http1Request request) {
    Octets octets = octets(request);
    return part(request, octets, octets.size() - held, octets.size());
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
    return write(octets);
  }

  /// The request as it travels to this target.
  public Octets octets(Http1Request request) {
    return request.octets(HttpOptions.host(target), target.path(), HttpOptions.headers(target));
  }

  private Http1Wire part(Http1Request request, Octets all, int from, int to) {
    return write(
        all.slice(from, to), request.decoded(all, from, to).stream().toArray(Decoded[]::new));
  }

  private Http1Wire write(Octets octets, Decoded... meant) {
    lastSent = octets;
    TcpConnection open = connect();
    if (open != null) {
      open.send(octets, context.patience().forAnswer().plusSeconds(1), meant);
    }
    return this;
  }

  /// Connects without sending anything.
  public Http1Wire open() {
    connect();
    return this;
  }

  /// Connects as a client that does not read until [#resumeReading], with a small window.
  public Http1Wire openWithoutReading() {
    startsPaused = true;
    return open();
  }

  public Http1Wire resumeReading() {
    TcpConnection open = connect();
    if (open != null) {
      open.resumeReading();
    }
    return this;
  }

  /// What arrives from now on stays in the kernel until [#resumeReading].
  public Http1Wire pauseReading() {
    TcpConnection open = connect();
    if (open != null) {
      open.pauseReading();
    }
    return this;
  }

  private @Nullable TcpConnection connect() {
    if (link == null && failure == null) {
      try {
        TcpConnection open =
            startsPaused
                ? TcpConnection.openPaused(TcpEndpoints.of(target), context.transcript())
                : TcpConnection.open(TcpEndpoints.of(target), context.transcript());
        link = open;
        reader = new Http1Reader(open);
      } catch (IOException e) {
        failure = String.valueOf(e.getMessage());
        context.transcript().note(failure);
        context.couldNotConnect(failure);
      }
    }
    return link;
  }

  /// Closes our sending side (FIN) and goes on reading.
  public Http1Wire finishSending() {
    TcpConnection open = connect();
    if (open != null) {
      open.finishSending();
    }
    return this;
  }

  /// Ends the connection with a reset.
  public void reset() {
    TcpConnection open = connect();
    if (open != null) {
      open.reset();
    }
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

  /// What the target does next, an interim response (1xx) included.
  public Seen interim() {
    return awaited(read(true, true, context.patience().forAnswer()));
  }

  /// The sentinel: unless the last response ended the connection, a plain request is served on it,
  /// so both sides agree on where the last request ended.
  public Http1Wire expectNextServed() {
    if (last instanceof Seen.Response(var response)) {
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
    Seen seen = meanwhile();
    if (seen instanceof Seen.Silence(_, var partial) && partial.isEmpty()) {
      context.transcript().note("still open: does it answer another request?");
      return send(get("/")).nextBeforeIdle();
    }
    return seen;
  }

  /// What comes next, and before the target would close an idle connection.
  public Seen nextBeforeIdle() {
    Duration patience = context.patience().forAnswer();
    Duration within =
        target
            .durationLimit("idle-timeout")
            .map(idle -> idle.dividedBy(2))
            .filter(half -> half.compareTo(patience) < 0)
            .orElse(patience);
    return next(within);
  }

  /// Nothing comes for a while, which is a multiple of the slowest exchange of late.
  public Http1Wire expectSilence(String because) {
    Seen seen = meanwhile();
    if (seen instanceof Seen.Silence(_, var partial) && partial.isEmpty()) {
      return this;
    }
    throw VerdictException.violates(because, seen.toString());
  }

  /// As [#expectSilence], and the end of the connection is as good.
  public Http1Wire expectSilenceOrClose(String because) {
    Seen seen = meanwhile();
    return switch (seen) {
      case Seen.Silence(_, var partial) when partial.isEmpty() -> this;
      case Seen.Closed(var partial) when partial.isEmpty() -> this;
      case Seen.Broken(_, var partial) when partial.isEmpty() -> this;
      default -> throw VerdictException.violates(because, seen.toString());
    };
  }

  /// The legal twin of a request that must be refused, on a connection of its own. Unless it is
  /// served, and the request behind a success too, the spec is inconclusive.
  public Http1Wire requireControl(Http1Request legal) {
    return requireControl(legal, success());
  }

  /// As [#requireControl(Http1Request)], for a twin that is answered otherwise.
  public Http1Wire requireControl(Http1Request legal, Expectation<Seen> served) {
    Http1Wire twin = another();
    Http1Response response = twin.send(legal).require(legal, served);
    if (!response.announcesClose() && response.isSuccess()) {
      twin.requireServed(get("/"));
    }
    twin.close();
    return this;
  }

  /// A plain exchange on this connection that the spec needs and is not about. Unless it is served,
  /// the spec is inconclusive.
  public Http1Response requireServed(Http1Request request) {
    return send(request).require(request, success());
  }

  /// A plain exchange on a connection of its own, which is closed before this returns.
  public Http1Response requireElsewhere(Http1Request request, Expectation<Seen> served) {
    Http1Wire other = another();
    Http1Response response = other.send(request).require(request, served);
    other.close();
    return response;
  }

  private Http1Response require(Http1Request request, Expectation<Seen> served) {
    Seen seen = next();
    boolean fine = !(served.judge(seen) instanceof Verdict.Violates);
    if (fine && seen instanceof Seen.Response(var response)) {
      return response;
    }
    throw VerdictException.inconclusive(
        "the control failed: expected " + served.expected() + " to “" + request + "”, saw " + seen);
  }

  /// What the target does next, without judging it.
  public Seen next() {
    return next(context.patience().forAnswer());
  }

  /// As [#next()], within a time of the spec's own.
  public Seen next(Duration within) {
    return awaited(read(false, true, within));
  }

  /// Watches for so long, as for nothing; its end is no wait in vain.
  public Seen watch(Duration within) {
    return read(true, false, within);
  }

  /// What comes while nothing needs to come: waits a multiple of the slowest exchange of late, and
  /// not so long that the target may give up what is under way.
  public Seen meanwhile() {
    Duration quiet = context.patience().forQuiet();
    return read(
        true,
        true,
        target
            .shortestTimeout()
            .map(timeout -> timeout.dividedBy(2))
            .filter(half -> half.compareTo(quiet) < 0)
            .orElse(quiet));
  }

  /// What the target does next within a time that the spec knows, such as the hold of a long poll.
  /// That time says nothing of the target's pace.
  public Seen nextWithin(Duration within) {
    return awaited(read(false, false, within));
  }

  /// The head of the next response; its body is then taken with [#piece].
  public Seen head() {
    TcpConnection open = connect();
    Http1Reader in = reader;
    if (open == null || in == null) {
      return new Seen.Broken(String.valueOf(failure), Octets.NONE);
    }
    Http1Request request = unanswered.poll();
    String method = request == null ? "GET" : request.method();
    Seen seen = in.readHead(method, Deadline.in(context.patience().forAnswer()));
    looked(open, seen);
    return awaited(seen);
  }

  /// More of the body whose head was read with [#head].
  public BodyPiece piece(Duration within) {
    Http1Reader in = reader;
    if (in == null) {
      throw new IllegalStateException("no head was read");
    }
    BodyPiece piece = in.readPiece(Deadline.in(within));
    lastEvent = in.lastEvent();
    context.transcript().judging(lastEvent);
    return piece;
  }

  /// Writes down that nothing came for so long that the spec waits no more.
  public void waited(Duration within) {
    TcpConnection open = link;
    if (open != null) {
      lastEvent = context.transcript().silent(open.channel(), within);
      context.transcript().judging(lastEvent);
    }
  }

  /// The event of the transcript with which the last reading ended.
  public long lastEvent() {
    return lastEvent;
  }

  /// What is judged next is judged by what was read last.
  private void looked(TcpConnection open, Seen seen) {
    Http1Reader in = reader;
    lastEvent =
        seen instanceof Seen.Silence(var waited, _)
            ? context.transcript().silent(open.channel(), waited)
            : in == null ? -1 : in.lastEvent();
    context.transcript().judging(lastEvent);
  }

  /// What follows from a wait for something that did not come hangs on time.
  private Seen awaited(Seen seen) {
    if (seen instanceof Seen.Silence) {
      context.timedOut();
    }
    return seen;
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

  private Seen read(boolean orInterim, boolean showsPace, Duration within) {
    TcpConnection open = connect();
    Http1Reader in = reader;
    if (open == null || in == null) {
      return new Seen.Broken(String.valueOf(failure), Octets.NONE);
    }
    Http1Request request = unanswered.peek();
    String method = request == null ? "GET" : request.method();
    long begin = System.nanoTime();
    Deadline deadline = Deadline.in(within);
    Seen seen = orInterim ? in.readInterim(method, deadline) : in.read(method, deadline);
    last = seen;
    switch (seen) {
      case Seen.Response(var response) -> {
        if (showsPace) {
          context.patience().learn(Duration.ofNanos(System.nanoTime() - begin));
        }
        if (response.status() / 100 != 1) {
          unanswered.poll();
        }
        check(method, response);
      }
      default -> {}
    }
    looked(open, seen);
    return seen;
  }

  private void check(String method, Http1Response response) {
    PassiveFindings findings = context.knowledge().findings();
    findings.exchanged(Http1PassiveRules.PROTOCOL);
    for (Violation breach : Http1Rule.breaches(method, response)) {
      findings.add(
          breach.rule(),
          new PassiveFindings.Finding(
              breach.expected(),
              breach.saw(),
              context.specId(),
              lastSent,
              response.head().plus(response.rawBody())));
    }
  }

  @Override
  public void close() {
    TcpConnection open = link;
    if (open != null) {
      open.close();
    }
  }
}
