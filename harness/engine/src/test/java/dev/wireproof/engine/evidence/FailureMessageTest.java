package dev.wireproof.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Event.Kind;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a person reads when a rule does not hold.
class FailureMessageTest {

  private static final Explanation EXPLANATION = new Explanation("why", "the cause", "", "");

  private final Transcript transcript = new Transcript();

  private String story(Verdict verdict) {
    var about =
        new About(
            "http1.made.up",
            Optional.empty(),
            "it holds",
            Level.MUST,
            new TopicInfo("http1", "HTTP/1.1"),
            List.of(Property.LIVENESS),
            List.of(),
            "made up",
            "",
            Safety.POLITE);
    var result =
        new Result(
            about,
            new Outcome.Judged(verdict),
            1,
            Optional.empty(),
            "",
            transcript.events(),
            transcript.dropped());
    return FailureMessage.of(result, EXPLANATION);
  }

  private void exchange(int connection, String sent, String received) {
    transcript.add(connection, Kind.SENT, Octets.latin1(sent));
    transcript.add(connection, Kind.RECEIVED, Octets.latin1(received));
    transcript.add(connection, Kind.CLOSED, "closed by the harness");
  }

  @Test
  void ofALongStoryTheBeginningAndTheEndAreTold() {
    for (int i = 1; i <= 100; i++) {
      exchange(i, "question " + i + "\nwith a second line", "answer " + i);
    }
    assertThat(story(new Verdict.Violates("this", "that")))
        .contains("question 1\\n", "answer 100", "events are left out here", "with a second line")
        .doesNotContain("question 50", "closed by the harness");
  }

  @Test
  void aShortStoryIsToldWhole() {
    exchange(1, "POST / HTTP/1.1\n\n{\"text\":\"a\"}", "no");
    exchange(2, "GET / HTTP/1.1\n\n", "no");
    assertThat(story(new Verdict.Violates("this", "that"))).contains("{\"text\":\"a\"}");
  }

  @Test
  void whatTheUpstreamSaidIsToldWithItsStatus() {
    transcript.add(1, Kind.SENT, "upstream answers 402", Octets.latin1("{}"));
    assertThat(story(new Verdict.Violates("this", "that"))).contains("upstream answers 402", "{}");
  }

  @Test
  void theUsualCauseIsNotToldOfWhatWasNotReached() {
    assertThat(story(new Verdict.Violates("this", "that"))).contains("the cause");
    assertThat(story(new Verdict.Inconclusive("a step failed"))).doesNotContain("the cause");
  }
}
