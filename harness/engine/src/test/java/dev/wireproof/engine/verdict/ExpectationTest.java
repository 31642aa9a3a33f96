package dev.wireproof.engine.verdict;

import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.atMost;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.exactly;
import static dev.wireproof.engine.verdict.Expectations.startingWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wireproof.engine.verdict.Verdict.Conforms;
import dev.wireproof.engine.verdict.Verdict.Inconclusive;
import dev.wireproof.engine.verdict.Verdict.NotApplicable;
import dev.wireproof.engine.verdict.Verdict.Tolerated;
import dev.wireproof.engine.verdict.Verdict.Violates;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ExpectationTest {

  private static Verdict verdictOf(ThrowingCallable step) {
    return catchThrowableOfType(VerdictException.class, step).verdict();
  }

  @Test
  void whatBreaksItIsSaidWithTheValue() {
    assertThat(exactly(1).judge(1)).isEqualTo(new Conforms());
    assertThat(exactly(1).judge(3)).isEqualTo(new Violates("exactly 1", "3"));
  }

  @Test
  void eitherIsEnough() {
    Expectation<Number> either = exactly(1).or(exactly(2));
    assertThat(either.judge(1)).isEqualTo(new Conforms());
    assertThat(either.judge(2)).isEqualTo(new Conforms());
    assertThat(either.judge(3)).isEqualTo(new Violates("exactly 1, or exactly 2", "3"));
  }

  @Test
  void whatOneOfTwoAllowsWhollyIsNotTolerated() {
    Expectation<Number> one = exactly(1).tolerating(exactly(2), "a lesser flaw");
    assertThat(one.or(exactly(2)).judge(2)).isEqualTo(new Conforms());
    assertThat(exactly(3).or(one).judge(2)).isEqualTo(new Tolerated("a lesser flaw"));
  }

  @Test
  void bothHaveToHold() {
    Expectation<Number> both = atLeast(1).and(atMost(2));
    assertThat(both.judge(2)).isEqualTo(new Conforms());
    assertThat(both.judge(0)).isEqualTo(new Violates("at least 1 and at most 2", "0"));
    assertThat(both.judge(3)).isEqualTo(new Violates("at least 1 and at most 2", "3"));
  }

  @Test
  void whatIsToleratedByOneIsToleratedByBoth() {
    Expectation<Number> lenient = exactly(1).tolerating(exactly(2), "a lesser flaw");
    assertThat(lenient.and(atMost(2)).judge(2)).isEqualTo(new Tolerated("a lesser flaw"));
    assertThat(atMost(2).and(lenient).judge(2)).isEqualTo(new Tolerated("a lesser flaw"));
  }

  @Test
  void aRuleThatHasNothingToSayDoesNotApply() {
    Expectation<Number> rule = exactly(1).unless(exactly(2), "there are two");
    assertThat(rule.judge(1)).isEqualTo(new Conforms());
    assertThat(rule.judge(2)).isEqualTo(new NotApplicable("there are two"));
    assertThat(rule.judge(3)).isEqualTo(new Violates("exactly 1", "3"));
  }

  @Test
  void doubtMakesAViolationInconclusiveAndNothingElse() {
    Expectation<Number> doubted = exactly(1).unlessInDoubt(() -> Optional.of("a late clock"));
    assertThat(doubted.judge(1)).isEqualTo(new Conforms());
    assertThat(doubted.judge(2)).isEqualTo(new Inconclusive("a late clock"));
    assertThat(exactly(1).unlessInDoubt(Optional::empty).judge(2)).isInstanceOf(Violates.class);
  }

  @Test
  void itsWordsCanBeReplaced() {
    assertThat(exactly(1).as("one charge").showing(n -> n + " charges").judge(2))
        .isEqualTo(new Violates("one charge", "2 charges"));
    assertThat(exactly(1).showing(n -> n + " charges").as("one charge").judge(2))
        .isEqualTo(new Violates("one charge", "2 charges"));
  }

  @Test
  void aPartOfAValueIsJudgedLikeTheWhole() {
    Expectation<String> length = atMost(3).on(String::length);
    assertThat(length.allows("abc")).isTrue();
    assertThat(length.judge("abcd")).isEqualTo(new Violates("at most 3", "4"));
  }

  @Test
  void judgingThrowsTheVerdictAndReturnsTheValue() {
    assertThat(expectThat("abc", startingWith("a"))).isEqualTo("abc");
    assertThat(verdictOf(() -> expectThat("abc", equalTo("x"))))
        .isEqualTo(new Violates("“x”", "“abc”"));
    assertThat(verdictOf(() -> expectThat(2, exactly(1).unless(exactly(2), "two"))))
        .isEqualTo(new NotApplicable("two"));
  }

  @Test
  void aControlThatFailsIsInconclusive() {
    assertThat(requireThat(1, exactly(1))).isEqualTo(1);
    assertThat(verdictOf(() -> requireThat(2, exactly(1))))
        .isEqualTo(new Inconclusive("a step before the rule failed: expected exactly 1, saw 2"));
  }

  @Test
  void whatIsToleratedHasToBeNotedByAClient() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> expectThat(2, exactly(1).tolerating(exactly(2), "a lesser flaw")))
        .withMessageContaining("notes it");
  }
}
