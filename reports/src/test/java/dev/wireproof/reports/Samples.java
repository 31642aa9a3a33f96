package dev.wireproof.reports;

import static dev.wireproof.wire.Event.Kind.CLOSED;
import static dev.wireproof.wire.Event.Kind.CONNECTED;
import static dev.wireproof.wire.Event.Kind.FINISHED;
import static dev.wireproof.wire.Event.Kind.HALF_CLOSED;
import static dev.wireproof.wire.Event.Kind.NOTE;
import static dev.wireproof.wire.Event.Kind.RECEIVED;
import static dev.wireproof.wire.Event.Kind.RESET;
import static dev.wireproof.wire.Event.Kind.SENT;
import static dev.wireproof.wire.Event.Kind.SILENCE;

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
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        event(0.3, 1, CONNECTED, "connected to 127.0.0.1:8080"),
        get(0.4, 1),
        ok(1.1, 1),
        get(1.3, 1),
        event(1.6, 1, FINISHED, "FIN"),
        event(1.9, 1, CLOSED, "closed by the harness"));
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
            event(0.1, 1, CONNECTED, "connected to 127.0.0.1:8080"),
            get(0.2, 1),
            new Event(900_000, 1, RECEIVED, HOSTILE, octets, octets.size()),
            new Event(950_000, 1, RECEIVED, "A".repeat(160) + "…", much, 1_000_000),
            event(300.9, 1, SILENCE, "nothing for 300 ms"),
            event(301, 1, NOTE, "::warning::" + HOSTILE));
    return new Result(
        result.of(),
        result.outcome(),
        301,
        Optional.empty(),
        "printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n' | nc -w 3 127.0.0.1 8080",
        result.transcript(),
        12);
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
        List.of(),
        0);
  }

  /// More events than a diagram holds, and a deviation that is known.
  public static Result longExchange() {
    var events = new ArrayList<Event>();
    events.add(event(0.1, 1, CONNECTED, "connected to 127.0.0.1:8080"));
    for (int i = 0; i < 60; i++) {
      events.add(get(1 + i, 1));
      events.add(ok(1.4 + i, 1));
    }
    events.add(event(62, 1, RESET, "Connection reset"));
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
        result.transcript(),
        0);
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
        event(0.1, 1, CONNECTED, "connected to 127.0.0.1:8080"),
        event(0.2, 2, CONNECTED, "connected to 127.0.0.1:8080"),
        event(0.3, 1, SENT, "GET / HTTP/1.1\\r\\n … (16 octets)"),
        get(0.5, 2),
        event(200.5, 2, SILENCE, "nothing for 200 ms"),
        event(200.8, 1, HALF_CLOSED, "FIN: nothing more to send"),
        event(201, 1, RESET, "Connection reset"),
        ok(201.7, 2),
        event(202, 2, CLOSED, "RST"));
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
            event(0.1, 1, CONNECTED, "connected to 127.0.0.1:8080"),
            get(0.2, 1),
            ok(0.9, 1),
            event(1.2, 1, CLOSED, "closed by the harness")),
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
            event(0.1, 1, CONNECTED, "connected to 127.0.0.1:8080"),
            event(900.1, 1, SILENCE, "nothing for 900 ms")),
        result(
            about(
                "nagle.replies.segments",
                "how many segments a small reply takes",
                Level.OBSERVES,
                new TopicInfo("nagle", "Nagle's algorithm"),
                Property.DELIVERY),
            new Verdict.Observed("3 segments, 41 ms between the second and the third"),
            event(0.1, 1, CONNECTED, "connected to 127.0.0.1:8080"),
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
            event(0.1, 1, CONNECTED, "connected to 127.0.0.1:8080"),
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
            message(0.2, 1, SENT, "4 octets", "ping"),
            message(0.5, 1, RECEIVED, "4 octets", "ping")),
        result(
            about(
                "idempotency.key.replay",
                "the same key gives the same response",
                Level.TEACHES,
                new TopicInfo("idempotency", "Idempotency"),
                Property.IDEMPOTENCY,
                Property.STATEFULNESS),
            new Verdict.Conforms(),
            event(0.1, 1, CONNECTED, "connected to 127.0.0.1:8080"),
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
              event(0.1, 1, CONNECTED, "connected to 127.0.0.1:8080"),
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
    return new Result(
        of, new Outcome.Judged(verdict), 42, Optional.empty(), command, List.of(events), 0);
  }

  public static Event event(double millis, int connection, Event.Kind kind, String text) {
    return new Event((long) (millis * 1e6), connection, kind, text, Octets.NONE, 0);
  }

  private static Event get(double millis, int connection) {
    return message(
        millis,
        connection,
        SENT,
        "GET / HTTP/1.1\\r\\n … (40 octets)",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n");
  }

  private static Event ok(double millis, int connection) {
    return message(
        millis,
        connection,
        RECEIVED,
        "HTTP/1.1 200 OK\\r\\n … (40 octets)",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  }

  private static Event refused(double millis, int connection) {
    return message(
        millis,
        connection,
        RECEIVED,
        "HTTP/1.1 400 Bad Request\\r\\n … (47 octets)",
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
  }

  public static Event message(
      double millis, int connection, Event.Kind kind, String text, String octets) {
    Octets all = Octets.latin1(octets);
    return new Event((long) (millis * 1e6), connection, kind, text, all, all.size());
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
          dev.wireproof.reports.evidence.Pcapng.of(run(results), result));
    }
  }
}
