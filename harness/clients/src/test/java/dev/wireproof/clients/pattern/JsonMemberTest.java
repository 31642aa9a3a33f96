package dev.wireproof.clients.pattern;

import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.verdict.Expectations.atMost;
import static dev.wireproof.engine.verdict.Expectations.inOrder;
import static dev.wireproof.engine.verdict.Expectations.size;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Expectations;
import dev.wireproof.engine.verdict.Verdict.Violates;
import dev.wireproof.wire.Octets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonMemberTest {

  private static final Json JOB =
      Json.parse(
          "the body",
          Octets.utf8(
              """
              {"id": "j-1", "progress": 40, "done": false, "note": "", "half": 0.5,
               "error": {"code": "late"}, "steps": ["a", "b"], "mixed": ["a", 1], "none": null}
              """));

  private static String expected(Expectation<Json> expectation) {
    assertThat(expectation.judge(JOB)).isInstanceOf(Violates.class);
    return ((Violates) expectation.judge(JOB)).expected();
  }

  @Test
  void textsNumbersAndFlagsAreComparedByTheirType() {
    assertThat(json("id").is("j-1").allows(JOB)).isTrue();
    assertThat(json("progress").is(40).allows(JOB)).isTrue();
    assertThat(json("progress").is(40L).allows(JOB)).isTrue();
    assertThat(json("progress").is("40").allows(JOB)).isFalse();
    assertThat(json("done").is(false).allows(JOB)).isTrue();
  }

  @Test
  void theMessageNamesTheMemberAndWhereItStands() {
    assertThat(expected(json("id").is("j-2"))).isEqualTo("“id” to be “j-2” in the body");
    assertThat(expected(json("error", "code").is("early")))
        .isEqualTo("“error.code” to be “early” in the body");
  }

  @Test
  void aMemberThatIsMissingIsNeitherThisNorAnother() {
    assertThat(json("missing").is("x").allows(JOB)).isFalse();
    assertThat(json("missing").isNot("x").allows(JOB)).isFalse();
    assertThat(json("missing").isAbsent().allows(JOB)).isTrue();
    assertThat(json("id").isAbsent().allows(JOB)).isFalse();
    assertThat(json("id").isThere().allows(JOB)).isTrue();
    assertThat(json("error", "missing").isAbsent().allows(JOB)).isTrue();
  }

  @Test
  void typesAreAsked() {
    assertThat(json("id").isText().allows(JOB)).isTrue();
    assertThat(json("note").isText().allows(JOB)).isFalse();
    assertThat(json("progress").isText().allows(JOB)).isFalse();
    assertThat(json("progress").isWholeNumber().allows(JOB)).isTrue();
    assertThat(json("half").isWholeNumber().allows(JOB)).isFalse();
    assertThat(json("done").isFlag().allows(JOB)).isTrue();
    assertThat(json("id").isFlag().allows(JOB)).isFalse();
  }

  @Test
  void whatItHoldsIsJudged() {
    assertThat(json("progress").number(atMost(40)).allows(JOB)).isTrue();
    assertThat(expected(json("progress").number(atMost(39))))
        .isEqualTo("“progress” to be at most 39 in the body");
    assertThat(json("id").number(atMost(39)).allows(JOB)).isFalse();
    assertThat(json("id").text(Expectations.startingWith("j-")).allows(JOB)).isTrue();
    assertThat(json("steps").list(size(atMost(1))).allows(JOB)).isFalse();
  }

  @Test
  void aListOfTextsHasNothingElseInIt() {
    assertThat(json("steps").texts(inOrder(List.of("a", "b"))).allows(JOB)).isTrue();
    assertThat(json("steps").texts(inOrder(List.of("b", "a"))).allows(JOB)).isFalse();
    assertThat(json("mixed").texts(inOrder(List.of("a"))).allows(JOB)).isFalse();
  }

  @Test
  void theWholeIsComparedWithoutAPath() {
    assertThat(json().is(JOB).allows(JOB)).isTrue();
    assertThat(json().is(Json.parse("another body", Octets.utf8("{}"))).allows(JOB)).isFalse();
  }
}
