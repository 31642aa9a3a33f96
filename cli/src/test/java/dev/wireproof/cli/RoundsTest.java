package dev.wireproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.cli.explain.Demonstration;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A spec that declares rounds is tried as often, and its message says which round broke the rule.
class RoundsTest {

  private static final String SPEC = "http1.ending.refusal-arrives";

  private static Result result(String address) {
    List<Result> results = new Demonstration(SpecCatalogue.load()).play(SPEC, address);
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  private static List<String> rounds(Result result) {
    return result.transcript().stream()
        .filter(event -> event instanceof Event.Noted)
        .map(Event::text)
        .filter(text -> text.startsWith("round "))
        .toList();
  }

  @Test
  void allRoundsAreTriedWhileTheRuleHolds() {
    Result result = result("reference:http1");
    assertThat(result.is(Verdict.Kind.CONFORMS)).isTrue();
    assertThat(rounds(result))
        .containsExactly(
            "round 1 of 6",
            "round 2 of 6",
            "round 3 of 6",
            "round 4 of 6",
            "round 5 of 6",
            "round 6 of 6");
  }

  @Test
  void theRoundThatBreaksTheRuleIsTheLastAndIsNamed() {
    Result result = result("reference:http1:closes-without-lingering");
    List<String> tried = rounds(result);
    assertThat(tried).isNotEmpty();
    assertThat(result.verdict())
        .get()
        .isInstanceOfSatisfying(
            Verdict.Violates.class,
            violates -> assertThat(violates.saw()).endsWith("(in " + tried.getLast() + ")"));
  }
}
