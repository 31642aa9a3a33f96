package dev.wireproof.engine.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Recording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When so much is undecided that the gate does not hold.
class UndecidedTest {

  private static final Verdict CONFORMS = new Verdict.Conforms();
  private static final Verdict LOST = new Verdict.Inconclusive("the control failed");
  private static final String CAUSE = "toy.some.cause";

  private final List<Result> results = new ArrayList<>();

  private UndecidedTest with(int n, Level level, Verdict verdict) {
    for (int i = 0; i < n; i++) {
      add("toy.some.rule-" + results.size(), level, verdict);
    }
    return this;
  }

  private void add(String id, Level level, Verdict verdict) {
    var about =
        new About(
            id,
            Optional.empty(),
            "a claim",
            level,
            new TopicInfo("toy", "Toy"),
            List.of(),
            List.of(),
            "a page",
            "",
            Safety.POLITE);
    results.add(
        new Result(about, new Outcome.Judged(verdict), 1, Optional.empty(), "", Recording.EMPTY));
  }

  private List<String> reasons() {
    return Gate.of(results, false).reasons();
  }

  @Test
  void moreThanAFifthOfWhatBindsIsTooMuch() {
    with(11, Level.MUST, CONFORMS).with(3, Level.MUST, LOST);
    assertThat(reasons()).containsExactly("3 of 14 binding results of toy undecided");
    with(1, Level.MUST, CONFORMS);
    assertThat(reasons()).as("a fifth").isEmpty();
  }

  @Test
  void oneOrTwoMayBeLost() {
    with(2, Level.MUST, LOST);
    assertThat(reasons()).isEmpty();
  }

  @Test
  void whatDoesNotBindDoesNotCount() {
    with(4, Level.MUST, CONFORMS).with(9, Level.SHOULD, LOST);
    with(9, Level.MUST, new Verdict.NotApplicable("not claimed"));
    assertThat(reasons()).isEmpty();
  }

  @Test
  void theTargetIsNotToBlameForALateHarness() {
    with(4, Level.MUST, CONFORMS)
        .with(4, Level.MUST, Verdict.Inconclusive.heldUp(Duration.ofMillis(90)));
    assertThat(reasons()).isEmpty();
  }

  @Test
  void whatStandsBehindABrokenRuleCountsWithThat() {
    var behind = new Verdict.Inconclusive("one came", Optional.of(CAUSE));
    with(4, Level.MUST, behind);
    assertThat(reasons()).containsExactly("4 of 4 binding results of toy undecided");
    add(CAUSE, Level.MUST, new Verdict.Violates("two", "one"));
    assertThat(reasons()).containsExactly("1 rule violated");
  }
}
