package dev.wireproof.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What came and what was due, told apart by name.
class DifferencesTest {

  @Test
  void whatIsMissingTwiceOrNotDueIsNamed() {
    assertThat(Differences.of(List.of("a", "b", "c"), List.of("a", "b"), true))
        .isEqualTo("a, b; c did not come");
    assertThat(Differences.of(List.of("a"), List.of("a", "a", "x"), false))
        .isEqualTo("a, a, x; a came more than once; x was not due");
    assertThat(Differences.of(List.of("a", "b"), List.of(), true))
        .isEqualTo("none of 2: a, b did not come");
    assertThat(Differences.of(List.of(), List.of("x"), true)).isEqualTo("x; x was not due");
  }

  @Test
  void thatOnlyTheOrderIsAnotherIsSaid() {
    assertThat(Differences.of(List.of("a", "b"), List.of("b", "a"), true))
        .isEqualTo("all of them, in another order: b, a");
    assertThat(Differences.amongOthers(List.of("a", "b"), List.of("b", "x", "a")))
        .isEqualTo("all of them, in another order: b, x, a");
    assertThat(Differences.amongOthers(List.of("a", "b"), List.of("x", "a")))
        .isEqualTo("x, a; b did not come");
  }

  @Test
  void textsThatLookAlikeAreShownWithTheirCodePoints() {
    assertThat(Differences.ofTexts("cafe\u0301", "caf\u00e9"))
        .contains("differs at character 4: U+00E9 “é” instead of U+0065 “e” U+0301");
    assertThat(Differences.ofTexts("a\r\nb", "a\nb"))
        .contains("differs at character 2: U+000A U+0062 “b” instead of U+000D U+000A U+0062 “b”");
    assertThat(Differences.ofTexts("a  ", "a"))
        .contains("differs at character 2: it ends there, U+0020 U+0020 is missing");
    assertThat(Differences.ofTexts("a", "a\u200b"))
        .contains("differs at character 2: U+200B is too much");
  }

  @Test
  void whereAShortTextIsPlainlyAnotherNothingIsToBeSaid() {
    assertThat(Differences.ofTexts("hello", "world")).isEmpty();
    assertThat(Differences.ofTexts("hello", "hello")).isEmpty();
  }

  @Test
  void ofLongTextsThePlaceIsNamed() {
    assertThat(Differences.ofTexts("x".repeat(1000) + "a", "x".repeat(1000) + "b"))
        .contains("differs at character 1001: U+0062 “b” instead of U+0061 “a”");
  }
}
