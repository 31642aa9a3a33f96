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
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultJson.parse(line.replace("\"http1\"", "\"http9\"")))
        .withMessage("unknown topic: http9");
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
        .containsEntry("skipped", 3)
        .containsEntry("unusable", "it exited")
        .containsEntry("observations", List.of("round trip 0.3 ms"));
    assertThat(json.get("counts"))
        .hasToString(
            "{Conforms=1, Tolerated=1, Violates=1, NotApplicable=1, Inconclusive=1, Observed=1}");
    assertThat(json.get("gate"))
        .hasToString("{holds=false, reasons=[1 rule violated, 1 fault of the harness]}");
    assertThat((List<?>) json.get("results")).hasSize(7);
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
        List.of(
            new Event(20_812_345, 1, Event.Kind.CONNECTED, "connected", Octets.NONE, 0),
            new Event(20_900_001, 1, Event.Kind.SENT, "GET / HTTP/1.1", Octets.latin1("GET"), 900),
            new Event(21_000_000, 1, Event.Kind.RECEIVED, HOSTILE, Octets.hex("00 ff 80 0a"), 4),
            new Event(3_600_000_000_007L, 1, Event.Kind.HALF_CLOSED, "FIN", Octets.NONE, 0)),
        7);
  }
}
