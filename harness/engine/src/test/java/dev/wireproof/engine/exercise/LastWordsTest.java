package dev.wireproof.engine.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.run.RunReport;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Of a server that died, the student is shown what it was asked before.
class LastWordsTest {

  private static final Verdict FLAWED = new Verdict.Tolerated("closed without saying why");
  private static final Verdict LOST = new Verdict.Inconclusive("the control failed");

  private static Result result(String id, Verdict verdict, boolean heard) {
    var about =
        new About(
            id,
            Optional.empty(),
            "a claim",
            Level.MUST,
            new TopicInfo("http1", "HTTP/1.1"),
            List.of(),
            List.of(),
            "RFC 9112",
            "",
            Safety.POLITE);
    var transcript = new Transcript();
    Channel channel =
        transcript.channel(Channel.TCP, Ends.CLIENT_TO_TARGET, Address.UNKNOWN, Address.UNKNOWN);
    if (heard) {
      transcript.sent(channel, Octets.latin1("octets"));
    } else {
      transcript.opened(channel, "");
    }
    var judged = new Result.Outcome.Judged(verdict);
    return new Result(about, judged, 1, Optional.empty(), "", transcript.recording());
  }

  private static Optional<String> first(Optional<String> ending, Result... inOrder) {
    List<Result> results = List.of(inOrder);
    var info =
        new RunInfo(
            "target",
            Instant.EPOCH,
            Duration.ZERO,
            Gate.of(results, false),
            List.of(),
            Optional.empty());
    var stage = new Stage(1, "A stage", "Build it.", List.of(), List.of());
    return new ExerciseResult.Step(stage, new RunReport(info, results), ending)
        .first()
        .map(Result::fullId);
  }

  @Test
  void whatItWasAskedLastIsShownNotWhatFoundNobody() {
    Result earlier = result("http1.a.flawed", FLAWED, true);
    Result held = result("http1.a.held", new Verdict.Conforms(), true);
    Result fatal = result("http1.a.fatal", FLAWED, true);
    Result going = result("http1.a.going", LOST, true);
    Result gone = result("http1.a.gone", LOST, false);
    assertThat(first(Optional.of("exit code 1"), earlier, held, fatal, going, gone))
        .contains("http1.a.fatal");
  }

  @Test
  void ofALivingServerItIsWhatStandsFirstInTheStage() {
    Result flawed = result("http1.a.flawed", FLAWED, true);
    Result silent = result("http1.a.silent", LOST, false);
    assertThat(first(Optional.empty(), flawed, silent)).isEmpty();
  }
}
