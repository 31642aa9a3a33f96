package dev.wireproof.reports;

import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A run with everything that a report must cope with: all verdicts, a fault of the harness, known
/// deviations, several connections, and a target that sends whatever hurts.
public final class Samples {

  /// NUL, terminal escapes, markup, workflow commands, a lone surrogate, a noncharacter, an
  /// override of the writing direction, the end of a CDATA section.
  public static final String HOSTILE =
      "\0 \u001b[31mred\u001b[0m <script>alert(1)</script> <img src=x onerror=alert(2)> ]]>\n"
          + "::error file=a::pwned\n##[error]pwned\n```\n</pre># h <!-- \ud800 \uffff \u202e abc";

  public static final Explainer EXPLAINER =
      id ->
          id.startsWith("http1.")
              ? Optional.of(
                  new Explanation(
                      "Each TCP connection costs a **round trip** and a slow start. A page with forty"
                          + " images pays it forty times when the server closes after each response"
                          + " ([RFC 9112](https://www.rfc-editor.org/rfc/rfc9112#section-9.3)).",
                      "The handler closes the socket when it returns:\n\n```\ntry (socket) {\n"
                          + "  handle(socket); // one request only\n}\n```",
                      "Read the next request *from the same buffer*: octets of it may already be"
                          + " there.\n\n- loop until `Connection: close`\n- then close",
                      "curl -v http://127.0.0.1:8080/ http://127.0.0.1:8080/"))
              : Optional.empty();

  private Samples() {}

  public static RunInfo run(List<Result> results) {
    return new RunInfo(
        "http://127.0.0.1:8080",
        Instant.parse("2026-03-04T09:10:11.123456789Z"),
        Duration.ofMillis(8_412),
        Gate.of(results, false),
        List.of("round trip 0.4 ms", "bears 64 connections at once", "speaks HTTP/1.1"),
        Optional.empty());
  }

  public static List<Result> results() {
    var results = new ArrayList<Result>();
    results.add(secondRequestCloses());
    results.add(hostile());
    results.add(fault());
    results.add(longExchange());
    results.add(resetOnSecondConnection());
    results.addAll(others());
    results.addAll(rows());
    return results;
  }

  public static Result secondRequestCloses() {
    return result(
        about(
            "http1.persistence.second-request",
            "a connection outlives its first response",
            Level.MUST,
            new TopicInfo("http1", "HTTP/1.1"),
            Property.KEEPALIVE),
        new Verdict.Violates("a response with status 200", "the peer closed the connection (FIN)"),
        opened(0.3, 1),
        get(0.4, 1),
        ok(1.1, 1),
        get(1.3, 1),
        ended(1.6, 1, Side.PEER, How.FIN, ""),
        ended(1.9, 1, Side.HARNESS, How.ABANDONED, ""));
  }

  public static Result hostile() {
    Octets octets = Octets.utf8(HOSTILE.replace("\ud800", "")).plus(Octets.hex("ff fe c3 28 00"));
    Octets much = Octets.repeat('A', 8_192);
    Result result =
        result(
            about(
                "http1.response.reason-phrase",
                "the status line is well-formed",
                Level.MUST,
                new TopicInfo("http1", "HTTP/1.1"),
                Property.FRAMING,
                Property.FIDELITY),
            new Verdict.Violates("a status line", HOSTILE + "A".repeat(1_000_000)),
            opened(0.1, 1),
            get(0.2, 1),
            new Event.Received(
                900_000, tcp(1), octets, octets.size(), List.of(Decoded.message(HOSTILE))),
            new Event.Received(950_000, tcp(1), much, 1_000_000, List.of()),
            silent(300.9, 1, 300),
            new Event.Noted(301_000_000, "::warning::" + HOSTILE));
    return new Result(
        result.of(),
        result.outcome(),
        301,
        Optional.empty(),
        "printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n' | nc -w 3 127.0.0.1 8080",
        new Recording(result.transcript(), 12, OptionalInt.of(2)));
  }

  public static Result fault() {
    return new Result(
        about(
            "websocket.close.echo",
            "a Close frame is answered with one",
            Level.MUST,
            new TopicInfo("websocket", "WebSocket"),
            Property.FRAMING),
        new Outcome.HarnessFault(
            "java.lang.IllegalStateException: no frame\n\tat dev.wireproof.specs.CloseSpec.echo(CloseSpec.java:31)"),
        3,
        Optional.empty(),
        "",
        Recording.EMPTY);
  }

  /// More events than a diagram holds, and a deviation that is known.
  public static Result longExchange() {
    var events = new ArrayList<Event>();
    events.add(opened(0.1, 1));
    for (int i = 0; i < 60; i++) {
      events.add(get(1 + i, 1));
      events.add(ok(1.4 + i, 1));
    }
    events.add(ended(62, 1, Side.PEER, How.RST, "Connection reset"));
    Result result =
        result(
            about(
                "http1.persistence.many-requests",
                "a connection bears a hundred requests",
                Level.TEACHES,
                new TopicInfo("http1", "HTTP/1.1"),
                Property.KEEPALIVE,
                Property.ROBUSTNESS),
            new Verdict.Violates("100 responses", "a reset after 60"),
            events.toArray(Event[]::new));
    return new Result(
        result.of(),
        result.outcome(),
        62,
        Optional.of("the load balancer in front allows 60, https://example.com/issue/7"),
        "",
        result.recording());
  }

  public static Result resetOnSecondConnection() {
    return result(
        about(
            "http1.concurrency.two-at-once",
            "a slow client does not hold up another",
            Level.SHOULD,
            new TopicInfo("http1", "HTTP/1.1"),
            Property.CONCURRENCY,
            Property.LIVENESS),
        new Verdict.Tolerated("the second connection is served only after the first was closed"),
        opened(0.1, 1),
        opened(0.2, 2),
        sent(0.3, tcp(1), ""),
        get(0.5, 2),
        silent(200.5, 2, 200),
        ended(200.8, 1, Side.HARNESS, How.FIN, ""),
        ended(201, 1, Side.PEER, How.RST, "Connection reset"),
        ok(201.7, 2),
        ended(202, 2, Side.HARNESS, How.RST, ""));
  }

  private static List<Result> others() {
    return List.of(
        result(
            about(
                "http1.base.get",
                "a plain GET is answered",
                Level.MUST,
                new TopicInfo("http1", "HTTP/1.1"),
                Property.LIVENESS,
                Property.FRAMING),
            new Verdict.Conforms(),
            opened(0.1, 1),
            get(0.2, 1),
            ok(0.9, 1),
            ended(1.2, 1, Side.HARNESS, How.ABANDONED, "")),
        result(
            about(
                "http1.expect.continue",
                "a body is invited before it is sent",
                Level.MAY,
                new TopicInfo("http1", "HTTP/1.1"),
                Property.NEGOTIATION),
            new Verdict.NotApplicable("the target does not claim it")),
        result(
            about(
                "http1.timeout.idle",
                "an idle connection is closed in the time promised",
                Level.MUST,
                new TopicInfo("http1", "HTTP/1.1"),
                Property.LIVENESS),
            new Verdict.Inconclusive("the harness itself was 80 ms late"),
            opened(0.1, 1),
            silent(900.1, 1, 900)),
        result(
            about(
                "nagle.replies.segments",
                "how many segments a small reply takes",
                Level.OBSERVES,
                new TopicInfo("nagle", "Nagle's algorithm"),
                Property.DELIVERY),
            new Verdict.Observed("3 segments, 41 ms between the second and the third"),
            opened(0.1, 1),
            get(0.2, 1),
            ok(0.9, 1)),
        result(
            about(
                "server-sent-events.format.utf8",
                "an event stream is UTF-8",
                Level.MUST,
                new TopicInfo("server-sent-events", "Server-sent events"),
                Property.FIDELITY),
            new Verdict.Conforms(),
            opened(0.1, 1),
            get(0.2, 1),
            ok(0.9, 1)),
        result(
            about(
                "udp-echo.datagram.whole",
                "a datagram comes back whole",
                Level.MUST,
                new TopicInfo("udp-echo", "UDP echo"),
                Property.FRAMING,
                Property.DELIVERY),
            new Verdict.Conforms(),
            sent(0.2, udp(1), "ping"),
            received(0.5, udp(1), "ping")),
        result(
            about(
                "idempotency.key.replay",
                "the same key gives the same response",
                Level.TEACHES,
                new TopicInfo("idempotency", "Idempotency"),
                Property.IDEMPOTENCY,
                Property.STATEFULNESS),
            new Verdict.Conforms(),
            opened(0.1, 1),
            get(0.2, 1),
            ok(0.9, 1)));
  }

  /// A table of inputs, one result each.
  private static List<Result> rows() {
    var results = new ArrayList<Result>();
    for (String row : List.of("empty", "comma", "space", "twice", "userinfo", "port-letters")) {
      About of =
          about(
              "http1.host.invalid",
              "a request without one valid Host is refused",
              Level.MUST,
              new TopicInfo("http1", "HTTP/1.1"),
              Property.ERROR_HANDLING,
              Property.ROBUSTNESS);
      var about =
          new About(
              of.id(),
              Optional.of(row),
              of.claim(),
              of.level(),
              of.topic(),
              of.properties(),
              of.lectures(),
              of.source(),
              of.link(),
              of.safety());
      results.add(
          result(
              about,
              row.equals("twice")
                  ? new Verdict.Violates("a response with status 400", "200 OK")
                  : new Verdict.Conforms(),
              opened(0.1, 1),
              get(0.2, 1),
              row.equals("twice") ? ok(0.9, 1) : refused(0.9, 1)));
    }
    return results;
  }

  public static About about(
      String id, String claim, Level level, TopicInfo topic, Property... properties) {
    return new About(
        id,
        Optional.empty(),
        claim,
        level,
        topic,
        List.of(properties),
        List.of(22),
        "RFC 9112 §9.3",
        "https://www.rfc-editor.org/rfc/rfc9112#section-9.3",
        Safety.POLITE);
  }

  public static Result result(About of, Verdict verdict, Event... events) {
    String command =
        events.length == 0
            ? ""
            : "printf 'GET / HTTP/1.1\\r\\nHost: 127.0.0.1:8080\\r\\n\\r\\n' | nc -w 3 127.0.0.1 8080";
    OptionalInt decisive =
        verdict instanceof Verdict.Violates ? decisive(events) : OptionalInt.empty();
    var recording = new Recording(List.of(events), 0, decisive);
    return new Result(of, new Outcome.Judged(verdict), 42, Optional.empty(), command, recording);
  }

  /// The last thing that came.
  private static OptionalInt decisive(Event... events) {
    return IntStream.range(0, events.length)
        .filter(i ->
            events[i] instanceof Event.Received
                || (events[i] instanceof Event.Ended ended && ended.by() == Side.PEER))
        .reduce((_, later) -> later);
  }

  public static Channel tcp(int number) {
    return channel(number, Channel.TCP, 8080);
  }

  public static Channel udp(int number) {
    return channel(number, Channel.UDP, 9000);
  }

  private static Channel channel(int number, String layer, int port) {
    return Channel.base(
        number,
        layer,
        Ends.CLIENT_TO_TARGET,
        new Address("127.0.0.1", 40_000 + number),
        new Address("127.0.0.1", port));
  }

  private static long nanos(double millis) {
    return (long) (millis * 1e6);
  }

  private static Event opened(double millis, int connection) {
    return new Event.Opened(nanos(millis), tcp(connection), "");
  }

  private static Event ended(double millis, int connection, Side by, How how, String why) {
    return new Event.Ended(nanos(millis), tcp(connection), by, how, why);
  }

  private static Event silent(double millis, int connection, long waited) {
    return new Event.Silent(nanos(millis), tcp(connection), Duration.ofMillis(waited));
  }

  public static Event.Sent sent(double millis, Channel channel, String octets, Decoded... decoded) {
    Octets all = Octets.latin1(octets);
    return new Event.Sent(nanos(millis), channel, all, all.size(), List.of(decoded));
  }

  public static Event.Received received(
      double millis, Channel channel, String octets, Decoded... decoded) {
    Octets all = Octets.latin1(octets);
    return new Event.Received(nanos(millis), channel, all, all.size(), List.of(decoded));
  }

  private static Event get(double millis, int connection) {
    return sent(
        millis,
        tcp(connection),
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n",
        Decoded.message("GET /"));
  }

  private static Event ok(double millis, int connection) {
    return received(
        millis,
        tcp(connection),
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        Decoded.message("200 OK").with("ok"));
  }

  private static Event refused(double millis, int connection) {
    return received(
        millis,
        tcp(connection),
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
        Decoded.message("400 Bad Request"));
  }

  /// Writes all reports of the samples into the folder that the argument names.
  static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    List<Result> results = results();
    Reports.write(folder, run(results), results, EXPLAINER);
    Files.createDirectories(folder.resolve("captures"));
    for (Result result : results) {
      Files.write(
          folder.resolve("captures").resolve(result.fullId().replace('/', '-') + ".pcapng"),
          dev.wireproof.reports.evidence.Pcapng.of(run(results).started(), result.recording()));
    }
  }
}
