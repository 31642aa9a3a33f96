package dev.wireproof.engine.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.engine.result.Result.Outcome;
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
import dev.wireproof.wire.Event.Life;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultJsonTest {

  private static final String HOSTILE = "\0 \u001b[31m \ud800 é 💥 </script> \" \\ \u2028 \uffff";

  static List<Outcome> outcomes() {
    return List.of(
        judged(new Verdict.Conforms()),
        judged(new Verdict.Tolerated("lesser " + HOSTILE)),
        judged(new Verdict.Violates("200", HOSTILE)),
        judged(new Verdict.NotApplicable("not claimed")),
        judged(new Verdict.Inconclusive("control failed")),
        judged(new Verdict.Inconclusive("no second answer", Optional.of("toy.order"))),
        judged(new Verdict.Observed("3 segments")),
        new Outcome.HarnessFault("java.lang.IllegalStateException\n\tat x.Y.z(Y.java:1)"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void aResultComesBackAsItWas(Outcome outcome) {
    Result result = result(outcome, Optional.of("comma"), Optional.of("known " + HOSTILE));

    assertThat(ResultJson.parse(ResultJson.line(result))).isEqualTo(result);
  }

  @Test
  void whatIsOptionalMayBeAbsent() {
    Result result = result(judged(new Verdict.Conforms()), Optional.empty(), Optional.empty());

    assertThat(ResultJson.line(result)).doesNotContain("\"case\"", "\"deviation\"", "\"error\"");
    assertThat(ResultJson.parse(ResultJson.line(result))).isEqualTo(result);
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void aLineIsOneLineOfPrintableAscii(Outcome outcome) {
    String line = ResultJson.line(result(outcome, Optional.empty(), Optional.of(HOSTILE)));

    assertThat(line.chars()).allMatch(each -> each >= 0x20 && each < 0x7f);
  }

  @Test
  void whatIsNoResultIsRefusedWithTheReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultJson.parse("{\"id\":\"a.b.c\""))
        .withMessageStartingWith("not JSON: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultJson.parse("{}"))
        .withMessage("no field id");
    String line =
        ResultJson.line(result(judged(new Verdict.Conforms()), Optional.empty(), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultJson.parse(line.replace("\"Conforms\"", "\"Fine\"")))
        .withMessage("unknown verdict: Fine");
    // of a topic that another version has, results are read
    assertThat(ResultJson.parse(line.replace("\"http1\"", "\"http9\"")).of().topic().name())
        .isEqualTo("http9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultJson.parse(line.replace("\"received\"", "\"dreamt\"")))
        .withMessage("unknown kind: dreamt");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultJson.parse(line.replace("\"millis\":42", "\"millis\":\"42\"")))
        .withMessage("no Number in field millis");
  }

  @Test
  void aRunCountsAllSixVerdictsByName() throws Exception {
    List<Result> results =
        outcomes().stream()
            .map(outcome -> result(outcome, Optional.empty(), Optional.empty()))
            .toList();
    var run =
        new RunInfo(
            "http://127.0.0.1:8080",
            Instant.parse("2026-01-02T03:04:05Z"),
            Duration.ofMillis(1234),
            Gate.of(results, false),
            List.of("round trip 0.3 ms"),
            Optional.of("it exited"));

    var json = JSON.std.mapFrom(text(run, results, true));

    assertThat(json)
        .containsEntry("schema", 1)
        .containsEntry("target", "http://127.0.0.1:8080")
        .containsEntry("started", "2026-01-02T03:04:05Z")
        .containsEntry("millis", 1234)
        .containsEntry("errors", 1)
        .containsEntry("passed", 2)
        .containsEntry("failed", 1)
        .containsEntry("skipped", 4)
        .containsEntry("unusable", "it exited")
        .containsEntry("observations", List.of("round trip 0.3 ms"));
    assertThat(json.get("counts"))
        .hasToString(
            "{Conforms=1, Tolerated=1, Violates=1, NotApplicable=1, Inconclusive=2, Observed=1}");
    assertThat(json.get("gate"))
        .hasToString("{holds=false, reasons=[1 rule violated, 1 fault of the harness]}");
    assertThat((List<?>) json.get("results")).hasSize(8);
  }

  @Test
  void aSummaryLeavesTheTranscriptsOut() throws Exception {
    List<Result> results =
        List.of(result(judged(new Verdict.Conforms()), Optional.empty(), Optional.empty()));
    var run =
        new RunInfo(
            "x",
            Instant.EPOCH,
            Duration.ZERO,
            Gate.of(results, false),
            List.of(),
            Optional.empty());

    assertThat(text(run, results, true)).contains("transcript");
    assertThat(text(run, results, false)).doesNotContain("transcript", "unusable");
  }

  private static String text(RunInfo run, List<Result> results, boolean transcripts)
      throws Exception {
    var out = new StringWriter();
    RunJson.write(out, run, results, transcripts);
    return out.toString();
  }

  private static Outcome judged(Verdict verdict) {
    return new Outcome.Judged(verdict);
  }

  static Result result(Outcome outcome, Optional<String> row, Optional<String> deviation) {
    var of =
        new About(
            "http1.host.invalid",
            row,
            "a request without a valid Host is refused",
            Level.MUST,
            new TopicInfo("http1", "HTTP/1.1"),
            List.of(Property.FRAMING, Property.ERROR_HANDLING),
            List.of(22, 23),
            "RFC 9112 §3.2",
            "https://www.rfc-editor.org/rfc/rfc9112#section-3.2",
            Safety.POLITE);
    return new Result(
        of,
        outcome,
        42,
        deviation,
        "printf 'GET / HTTP/1.1\\r\\n\\r\\n' | nc 127.0.0.1 8080",
        new Recording(events(), 7, OptionalInt.of(3)));
  }

  /// One of each kind.
  private static List<Event> events() {
    Channel tcp =
        Channel.base(
            1,
            Channel.TCP,
            Ends.CLIENT_TO_TARGET,
            new Address("127.0.0.1", 40_001),
            new Address("::1", 443));
    Channel tls = tcp.over(Channel.TLS);
    Channel stream = tls.stream("http2", 5);
    Channel backend =
        Channel.base(2, Channel.UDP, Ends.TARGET_TO_BACKEND, Address.UNKNOWN, Address.UNKNOWN);
    return List.of(
        new Event.Opened(20_812_345, tcp, ""),
        new Event.Opened(20_812_346, tls, "TLSv1.3"),
        new Event.Sent(
            20_900_001,
            stream,
            Octets.latin1("GET"),
            900,
            List.of(new Decoded("POST /", "{}", true, true), Decoded.message(HOSTILE))),
        new Event.Received(21_000_000, backend, Octets.hex("00 ff 80 0a"), 4, List.of()),
        new Event.Silent(21_000_001, backend, Duration.ofMillis(120)),
        new Event.Keyed(21_000_002, tls, "CLIENT_RANDOM 00 00"),
        new Event.Ended(21_000_003, tls, Side.PEER, How.CLOSE_NOTIFY, ""),
        new Event.Ended(21_000_004, tcp, Side.HARNESS, How.RST, HOSTILE),
        new Event.Signalled(21_000_005, "the target", "SIGTERM"),
        new Event.Lived(21_000_006, "the target", Life.ENDED, "ended after 3 ms"),
        new Event.Noted(3_600_000_000_007L, HOSTILE));
  }

  @Test
  void aTranscriptOfOldIsOfConnectionsToTheTarget() {
    String line =
        ResultJson.line(result(judged(new Verdict.Conforms()), Optional.empty(), Optional.empty()));
    String old =
        line.substring(0, line.indexOf("\"channels\""))
            + "\"transcript\":["
            + "{\"ms\":1.5,\"connection\":1,\"kind\":\"connected\",\"text\":\"connected\","
            + "\"octets\":\"\",\"size\":0},"
            + "{\"ms\":2.5,\"connection\":1,\"kind\":\"half-closed\",\"text\":\"FIN\","
            + "\"octets\":\"\",\"size\":0},"
            + "{\"ms\":2.7,\"connection\":0,\"kind\":\"process\",\"text\":\"SIGTERM\","
            + "\"octets\":\"\",\"size\":0}]}";
    assertThat(ResultJson.parse(old).transcript())
        .extracting(Event::text)
        .containsExactly("connected to an unknown address", "FIN: nothing more to send", "SIGTERM");
  }
}
