package dev.wireproof.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.verdict.Verdict.Violates;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationsTest {

  private static String saw(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Violates.class);
    return ((Violates) verdict).saw();
  }

  @Test
  void countsHaveBounds() {
    assertThat(Expectations.between(2, 3).allows(2)).isTrue();
    assertThat(Expectations.between(2, 3).allows(3)).isTrue();
    assertThat(Expectations.between(2, 3).allows(1)).isFalse();
    assertThat(Expectations.between(2, 3).allows(4)).isFalse();
    assertThat(Expectations.atMost(2).allows(3)).isFalse();
    assertThat(Expectations.atLeast(2).allows(1)).isFalse();
  }

  @Test
  void durationsAreShownInMilliseconds() {
    Duration second = Duration.ofSeconds(1);
    assertThat(Expectations.within(second).allows(second)).isTrue();
    assertThat(saw(Expectations.within(second).judge(second.plusMillis(5)))).isEqualTo("1005 ms");
    assertThat(Expectations.notBefore(second).allows(second)).isTrue();
    assertThat(saw(Expectations.notBefore(second).judge(second.minusMillis(5))))
        .isEqualTo("995 ms");
  }

  @Test
  void aRegularExpressionDescribesTheWholeText() {
    Expectation<String> digits = Expectations.matching("a number", "\\d+");
    assertThat(digits.allows("123")).isTrue();
    assertThat(digits.judge("123 ms")).isEqualTo(new Violates("a number", "123 ms"));
  }

  @Test
  void inOrderMeansTheseAndNoOthers() {
    Expectation<List<String>> order = Expectations.inOrder(List.of("a", "b"));
    assertThat(order.allows(List.of("a", "b"))).isTrue();
    assertThat(saw(order.judge(List.of("b", "a"))))
        .isEqualTo("all of them, in another order: b, a");
    assertThat(order.allows(List.of("a", "b", "c"))).isFalse();
    assertThat(saw(order.judge(List.of()))).isEqualTo("none of 2: a, b did not come");
  }

  @Test
  void inOrderAmongOthersLetsOthersStandBetween() {
    Expectation<List<String>> order = Expectations.inOrderAmongOthers(List.of("a", "b"));
    assertThat(order.allows(List.of("x", "a", "y", "b"))).isTrue();
    assertThat(order.allows(List.of("b", "a"))).isFalse();
    assertThat(order.allows(List.of("a"))).isFalse();
  }

  @Test
  void inAnyOrderCountsHowOftenEachStandsThere() {
    Expectation<List<String>> both = Expectations.inAnyOrder(List.of("a", "a", "b"));
    assertThat(both.allows(List.of("a", "b", "a"))).isTrue();
    assertThat(both.allows(List.of("a", "b", "b"))).isFalse();
    assertThat(both.allows(List.of("a", "b"))).isFalse();
  }

  @Test
  void duplicatesAreNamed() {
    assertThat(Expectations.noDuplicates().allows(List.of("a", "b"))).isTrue();
    assertThat(saw(Expectations.noDuplicates().judge(List.of("a", "b", "a"))))
        .isEqualTo("more than once: “a”");
  }

  @Test
  void aSizeIsJudgedAsANumber() {
    assertThat(Expectations.size(Expectations.exactly(2)).allows(List.of(1, 2))).isTrue();
    assertThat(Expectations.size(Expectations.exactly(2)).judge(List.of(1)))
        .isEqualTo(new Violates("exactly 2", "1"));
  }

  @Test
  void theFirstElementThatIsWrongIsShown() {
    Expectation<Collection<String>> all = Expectations.each(Expectations.startingWith("a"));
    assertThat(all.allows(List.of("a", "ab"))).isTrue();
    assertThat(saw(all.judge(List.of("ab", "x", "y")))).isEqualTo("x");
  }

  @Test
  void membersAreLookedFor() {
    assertThat(Expectations.contains("a").allows(List.of("a", "b"))).isTrue();
    assertThat(saw(Expectations.contains("c").judge(List.of("a", "b")))).isEqualTo("a, b");
    assertThat(Expectations.containsNot("a").allows(List.of("a"))).isFalse();
    assertThat(Expectations.isEmpty().allows(List.of())).isTrue();
    assertThat(saw(Expectations.isEmpty().judge(List.of("a")))).isEqualTo("a");
  }
}
