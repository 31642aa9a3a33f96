package dev.wireproof.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Recording;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How what stands beside a failure came out.
class SiblingsTest {

  private static final Verdict HOLDS = new Verdict.Conforms();
  private static final Verdict FAILS = new Verdict.Violates("this", "that");

  private static Result result(String id, String row, Verdict verdict) {
    return MadeUp.result(id, row, verdict, Recording.EMPTY);
  }

  @Test
  void theOtherRowsAndTheOtherRulesOfTheSubjectAreNamed() {
    Result failed = result("http1.answers.sent", "created", FAILS);
    List<Result> all =
        List.of(
            failed,
            result("http1.answers.sent", "accepted", FAILS),
            result("http1.answers.sent", "ok", HOLDS),
            result("http1.answers.once", "", HOLDS),
            result("http1.questions.once", "", FAILS));
    assertThat(Siblings.of(failed, all))
        .isEqualTo("…/accepted fails too; …/ok holds\n\nanswers.once holds");
  }

  @Test
  void aRuleFailsWithOneOfItsRows() {
    Result failed = result("http1.answers.once", "", FAILS);
    List<Result> all =
        List.of(
            result("http1.answers.sent", "accepted", FAILS),
            result("http1.answers.sent", "ok", HOLDS));
    assertThat(Siblings.of(failed, all)).isEqualTo("answers.sent fails too");
  }

  @Test
  void ofManyAFewAreNamed() {
    List<Result> all =
        IntStream.range(0, 20)
            .mapToObj(i -> result("http1.answers.sent", "row-%02d".formatted(i), HOLDS))
            .toList();
    assertThat(Siblings.of(result("http1.answers.sent", "bad", FAILS), all))
        .isEqualTo("…/row-00, …/row-01, …/row-02, …/row-03, …/row-04, …/row-05 and 14 more hold");
  }

  @Test
  void whatWasNotDecidedTellsNothing() {
    Result failed = result("http1.answers.once", "", FAILS);
    var undecided = new Verdict.Inconclusive("a step failed");
    assertThat(Siblings.of(failed, List.of(failed, result("http1.answers.sent", "", undecided))))
        .isEmpty();
  }
}
