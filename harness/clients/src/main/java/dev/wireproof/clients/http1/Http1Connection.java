package dev.wireproof.clients.http1;

import dev.wireproof.clients.tcp.TcpEndpoints;
import dev.wireproof.engine.context.Situation;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.BodyPiece;
import dev.wireproof.wire.http1.Http1Exchange;
import dev.wireproof.wire.http1.Http1Reader;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import dev.wireproof.wire.tcp.TcpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The octets of one connection to the target: it connects when it is first used, sends requests
/// whole or in parts, knows which of them the next response answers, and reads without loss. Every
/// response that it reads is held to each rule of all responses; nothing else is judged here.
final class Http1Connection implements AutoCloseable {

  private final SpecContext context;
  private final Target target;
  private final Deque<Asked> unanswered = new ArrayDeque<>();
  private final Http1Aftermath aftermath = new Http1Aftermath();
  private final Http1Findings findings;
  private @Nullable TcpConnection link;
  private @Nullable Http1Reader reader;
  private @Nullable String failure;
  private @Nullable Thread user;
  private boolean startsPaused;
  private @Nullable Http1Response lastResponse;
  private boolean sentOctets;
  private Octets lastSent = Octets.NONE;
  private long lastEvent = -1;

  /// A request that was sent, and what its answer is waited for as.
  private record Asked(Http1Request request, Situation answer, boolean isPipelined) {}

  Http1Connection(SpecContext context, Target target) {
    this.context = context;
    this.target = target;
    this.findings = new Http1Findings(context);
  }

  /// Sends the requests in one write.
  void send(Http1Request... requests) {
    var all = new ArrayList<Octets>();
    var meant = new ArrayList<Decoded>();
    for (Http1Request request : requests) {
      asked(request);
      Octets octets = octets(request);
      all.add(octets);
      request.decoded(octets, 0, octets.size()).ifPresent(meant::add);
    }
    write(Octets.join(all), meant.toArray(Decoded[]::new));
  }

  /// Sends a request in writes of `size` octets.
  void sendInPieces(Http1Request request, int size) {
    asked(request);
    Octets octets = octets(request);
    for (int from = 0; from < octets.size(); from += size) {
      part(request, octets, from, Math.min(from + size, octets.size()));
    }
  }

  /// Sends a request without its last `held` octets.
  void sendAllBut(int held, Http1Request request) {
    unanswered.add(new Asked(request, Http1Situations.early(request), false));
    Octets octets = octets(request);
    part(request, octets, 0, octets.size() - held);
  }

  /// Sends the last `held` octets of a request.
  void release(int held, Http1Request request) {
    if (unanswered.size() == 1) {
      unanswered.clear();
      asked(request);
    }
    Octets octets = octets(request);
    part(request, octets, octets.size() - held, octets.size());
  }

  /// The request as it travels to this target.
  Octets octets(Http1Request request) {
    return request.octets(HttpOptions.host(target), target.path(), HttpOptions.headers(target));
  }

  private void asked(Http1Request request) {
    unanswered.add(new Asked(request, Http1Situations.answer(request), !unanswered.isEmpty()));
  }

  /// What is waited for now: the answer to a request, or the end.
  Situation situation() {
    Asked first = unanswered.peek();
    if (first == null) {
      return sentOctets ? Http1Situations.octets(lastResponse) : end();
    }
    return first.isPipelined()
        ? Http1Situations.pipelined(first.request(), lastResponse)
        : first.answer();
  }

  /// The end of the connection, after what was read so far.
  Situation end() {
    return Http1Situations.end(lastResponse);
  }

  /// Sends octets that are no request, or a part of one.
  void sendOctets(Octets octets) {
    sentOctets = true;
    write(octets);
  }

  private void part(Http1Request request, Octets all, int from, int to) {
    write(all.slice(from, to), request.decoded(all, from, to).stream().toArray(Decoded[]::new));
  }

  private void write(Octets octets, Decoded... meant) {
    lookBeyond(Duration.ZERO);
    lastSent = octets;
    aftermath.sent(octets);
    whenOpen(link -> link.send(octets, context.patience().forAnswer().plusSeconds(1), meant));
  }

  /// Does something with the connection, which is made if there is none; nothing where that fails.
  void whenOpen(Consumer<TcpConnection> what) {
    TcpConnection open = connect();
    if (open != null) {
      what.accept(open);
    }
  }

  /// The connection will be made as by a client that does not read yet, with a small window.
  void startPaused() {
    startsPaused = true;
  }

  private @Nullable TcpConnection connect() {
    user = Thread.currentThread();
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

  /// The next final response, or what came instead.
  ///
  /// @param showsPace whether the time that it took says how fast the target is
  Seen read(boolean showsPace, Duration within) {
    return read(false, showsPace, within);
  }

  /// The next response, an interim one (1xx) included, or what came instead.
  Seen readInterim(boolean showsPace, Duration within) {
    return read(true, showsPace, within);
  }

  private Seen read(boolean orInterim, boolean showsPace, Duration within) {
    TcpConnection open = connect();
    Http1Reader in = reader;
    if (open == null || in == null) {
      return unconnected();
    }
    Asked next = unanswered.peek();
    @Nullable Http1Request request = next == null ? null : next.request();
    String method = methodOf(next);
    boolean asked = request != null || !aftermath.isComplete();
    Situation situation = situation();
    long begin = System.nanoTime();
    Deadline deadline = Deadline.in(within);
    Seen seen = orInterim ? in.readInterim(method, deadline) : in.read(method, deadline);
    if (seen instanceof Seen.Response(var response)) {
      if (showsPace) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        context.patience().learn(took);
        context.shown(situation, took);
      }
      var exchange = new Http1Exchange(method, versionOf(request), response);
      findings.in(exchange, lastSent);
      if (!asked) {
        findings.beside(aftermath.flaw(response.head()), lastSent, response.head());
      }
      if (response.status() / 100 != 1 || response.status() == 101) {
        unanswered.poll();
        aftermath.answered(exchange);
        lastResponse = response;
        sentOctets = false;
      }
    }
    looked(open, in, seen);
    return seen;
  }

  /// The head of the next response; its body is then taken with [#readPiece].
  Seen readHead(Duration within) {
    TcpConnection open = connect();
    Http1Reader in = reader;
    if (open == null || in == null) {
      return unconnected();
    }
    aftermath.blur();
    Seen seen = in.readHead(methodOf(unanswered.poll()), Deadline.in(within));
    looked(open, in, seen);
    return seen;
  }

  /// More of the body whose head was read with [#readHead].
  BodyPiece readPiece(Duration within) {
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
  void waited(Duration within) {
    TcpConnection open = link;
    if (open != null) {
      lastEvent = context.transcript().silent(open.channel(), within);
      context.transcript().judging(lastEvent);
    }
  }

  /// The event of the transcript with which the last reading ended; -1 before the first.
  long lastEvent() {
    return lastEvent;
  }

  private Seen unconnected() {
    return new Seen.Broken(String.valueOf(failure), Octets.NONE);
  }

  private static String methodOf(@Nullable Asked asked) {
    return asked == null ? "GET" : asked.request().method();
  }

  /// What is judged next is judged by what was read last.
  private void looked(TcpConnection open, Http1Reader in, Seen seen) {
    lastEvent =
        seen instanceof Seen.Silence(var waited, _)
            ? context.transcript().silent(open.channel(), waited)
            : in.lastEvent();
    context.transcript().judging(lastEvent);
  }

  private static String versionOf(@Nullable Http1Request request) {
    return request == null ? "HTTP/1.1" : request.version();
  }

  /// Where all requests are answered, nothing more is to come: looks whether something does. Not
  /// from a thread that ends what another one still reads.
  void lookBeyond(Duration within) {
    Http1Reader in = reader;
    boolean ours = Thread.currentThread().equals(user);
    if (in != null && ours && unanswered.isEmpty() && aftermath.isComplete()) {
      Octets beyond = in.beyond(Deadline.in(within));
      findings.beside(aftermath.flaw(beyond), lastSent, beyond);
    }
  }

  @Override
  public void close() {
    TcpConnection open = link;
    if (open != null) {
      lookBeyond(Duration.ZERO);
      open.close();
    }
  }
}
