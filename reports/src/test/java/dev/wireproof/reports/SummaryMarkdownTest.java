package dev.wireproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunInfo;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryMarkdownTest {

  private final List<Result> results = Samples.results();

  @Test
  void itSaysWhetherTheGateHoldsAndCountsByName() {
    assertThat(SummaryMarkdown.render(Samples.run(results), results))
        .startsWith("## ❌ The gate does not hold\n")
        .contains("- 3 rules violated\n", "- 1 fault of the harness\n")
        .contains(
            "| Conforms | Tolerated | Violates | NotApplicable | Inconclusive | Observed | Errors |")
        .contains("| 9 | 1 | 4 | 1 | 1 | 1 | 1 |");
  }

  @Test
  void aGoodRunIsShort() {
    List<Result> good = results.subList(5, 6);

    assertThat(SummaryMarkdown.render(Samples.run(good), good))
        .startsWith("## ✅ The gate holds\n")
        .doesNotContain("###");
  }

  @Test
  void aFailureComesWithItsRuleAndACommand() {
    assertThat(SummaryMarkdown.render(Samples.run(results), results))
        .contains("### a connection outlives its first response\n")
        .contains("[RFC 9112 §9.3](https://www.rfc-editor.org/rfc/rfc9112#section-9.3)")
        .contains("<pre>a response with status 200</pre>")
        .contains("nc -w 3 127.0.0.1 8080</pre>");
  }

  @Test
  void nothingThatATargetSentIsMarkupOrAWorkflowCommand() {
    RunInfo run = Samples.run(results);
    var hostile =
        new RunInfo(
            "http://x/`|](javascript:1)<b>\n# h\n::error::x",
            run.started(),
            run.took(),
            run.gate(),
            List.of(),
            Optional.of(Samples.HOSTILE));
    String page = SummaryMarkdown.render(hostile, results);

    assertThat(page)
        .doesNotContain("<script", "<img", "<b>", "::", "##[", "](java", "\u001b", "\0");
    assertThat(page.lines().filter(line -> line.startsWith("#")))
        .allMatch(line -> line.matches("##? ?.*") && !line.contains("pwned"));
  }

  @Test
  void itIsBoundedHoweverMuchFails() {
    List<Result> many = Collections.nCopies(2_000, Samples.hostile());

    assertThat(SummaryMarkdown.render(Samples.run(many), many))
        .hasSizeLessThan(400_000)
        .contains(" more, all of them in `matrix.html`.");
  }
}
