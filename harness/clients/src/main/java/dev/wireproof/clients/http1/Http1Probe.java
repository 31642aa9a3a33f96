package dev.wireproof.clients.http1;

import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.tcp.TcpEndpoints;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.RunKnowledge;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.protocol.FirstLook;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.http1.Http1Reader;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import dev.wireproof.wire.tcp.TcpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The first look at an HTTP/1.1 target: is it there, how fast is it, and how many connections does
/// it serve at once?
final class Http1Probe {

  private static final Duration FIRST_ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final int EXCHANGES = 3;
  private static final Octets NONSENSE = Octets.latin1("NONSENSE\r\n\r\n");

  private final Target target;
  private final Patience patience;

  Http1Probe(Target target, Patience patience) {
    this.target = target;
    this.patience = patience;
  }

  /// The whole look.
  ///
  /// @throws TargetUnusable when nothing is there, or it does not speak HTTP/1.1
  FirstLook look(int wanted) {
    var observations = new ArrayList<String>();
    observations.add(findOut());
    observations.add("an exchange takes %.1f ms".formatted(patience.high().toNanos() / 1e6));
    int most = target.allowed() == Safety.POLITE ? wanted : patience.atOnce(wanted);
    int bears = wanted > 1 ? connectionsAtOnce(most) : 1;
    if (wanted > 1) {
      observations.add(
          bears == 1
              ? "serves one connection at a time, so specs run one after the other"
              : "serves " + bears + " connections at once" + (bears == most ? " or more" : ""));
    }
    return new FirstLook(observations, bears);
  }

  /// Waits for a first answer of any kind, then learns how long others take.
  ///
  /// @return whether the target tells a request from nonsense, in a line
  /// @throws TargetUnusable when nobody is there, or whoever is there does not speak HTTP/1.1
  private String findOut() {
    Http1Response first = requireAnswer();
    for (int i = 0; i < EXCHANGES; i++) {
      try (var context = new SpecContext("probe", target, RunKnowledge.of(patience))) {
        var wire = new Http1Wire(context);
        wire.send(get("/")).next();
      }
    }
    return discernment(first);
  }

  private Http1Response requireAnswer() {
    try {
      long begin = System.nanoTime();
      Seen seen = exchange(request(), FIRST_ANSWER_WITHIN);
      if (seen instanceof Seen.Response(var response)) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        patience.learn(took);
        patience.shown(Http1Situations.answer(get("/")), took);
        return response;
      }
      throw new TargetUnusable(target.name() + " cannot be judged: " + trouble(seen));
    } catch (IOException e) {
      throw new TargetUnusable(e.getMessage() + "; is the server running there?");
    }
  }

  private String trouble(Seen seen) {
    return switch (seen) {
      case Seen.Garbage _ -> "it does not speak HTTP/1.1: it sent " + seen;
      case Seen.Silence _ -> "it took the connection and gave " + seen + " to GET " + path();
      case Seen.Closed _, Seen.Broken _ -> "to GET " + path() + ", " + seen;
      case Seen.Response _, Seen.Flood _ -> seen.toString();
    };
  }

  private Seen exchange(Octets octets, Duration within) throws IOException {
    try (TcpConnection link = TcpConnection.open(TcpEndpoints.of(target), new Transcript())) {
      link.send(octets, within);
      return new Http1Reader(link).read("GET", Deadline.in(within));
    }
  }

  /// Whether the target tells a request from nonsense: verdicts on one that answers both alike say
  /// little.
  private String discernment(Http1Response toGet) {
    String get = "GET " + path();
    Seen seen;
    try {
      seen = exchange(NONSENSE, patience.forAnswer());
    } catch (IOException e) {
      seen = new Seen.Broken(String.valueOf(e.getMessage()), Octets.NONE);
    }
    String answersGet = "answers " + get + " with " + toGet.status();
    if (!(seen instanceof Seen.Response(var toNonsense))) {
      return answersGet + "; to nonsense, " + seen;
    }
    if (toNonsense.status() != toGet.status()) {
      return answersGet + " and nonsense with " + toNonsense.status();
    }
    return "answers every request with "
        + toGet.status()
        + (toGet.isSuccess()
            ? ", even nonsense: it will be found to refuse nothing"
            : ", even a plain " + get + ": is it the right path (--path) and host (--host)?");
  }

  private Octets request() {
    Http1Request plain = get("/");
    return plain.octets(HttpOptions.host(target), target.path(), HttpOptions.headers(target));
  }

  private String path() {
    return target.path();
  }

  /// How many connections, up to `most`, are served while all of them stay open. A server that
  /// answers and closes may serve them one by one and still answer them all; so all of them are
  /// held an octet short of a request, and it must serve the last one meanwhile.
  private int connectionsAtOnce(int most) {
    var links = new ArrayList<TcpConnection>();
    Octets request = request();
    try {
      for (int i = 0; i < most; i++) {
        TcpConnection link = TcpConnection.open(TcpEndpoints.of(target), new Transcript());
        links.add(link);
        link.send(request.first(request.size() - 1), patience.forAnswer());
      }
    } catch (IOException _) {
      // it takes no more than these
    }
    try {
      return Math.max(1, served(links, request.from(request.size() - 1)));
    } finally {
      links.forEach(TcpConnection::close);
    }
  }

  private int served(List<TcpConnection> links, Octets rest) {
    if (links.isEmpty() || answered(List.of(links.getLast()), rest) == 1) {
      return links.size();
    }
    List<TcpConnection> others = links.subList(0, links.size() - 1);
    int served = answered(others, rest);
    // all of them after all: one by one
    return served == others.size() ? 1 : served;
  }

  /// How many are answered once they have got the rest of their request.
  private int answered(List<TcpConnection> links, Octets rest) {
    Deadline deadline = Deadline.in(patience.forAnswer());
    links.forEach(link -> link.send(rest, patience.forAnswer()));
    return (int)
        links.stream()
            .filter(link -> new Http1Reader(link).read("GET", deadline) instanceof Seen.Response)
            .count();
  }
}
