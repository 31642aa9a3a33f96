package dev.wireproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.result.SavedRun;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.reports.compare.Comparison;
import dev.wireproof.reports.compare.ComparisonText;
import dev.wireproof.reports.matrix.MatrixHtml;
import dev.wireproof.wire.Recording;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What stands behind another rule is one line in every report, under that rule's name.
class NotJudgedTest {

  private static final String CAUSE = "http1.pipelining.order";
  private static final String LINE = "2 rules not judged because " + CAUSE + " fails";

  private final List<Result> good = Samples.results().subList(5, 7);
  private final List<Result> behind =
      good.stream()
          .map(result -> judged(result, new Verdict.Inconclusive("one came", Optional.of(CAUSE))))
          .toList();

  @Test
  void theSummaryHasOneLineForTheCause() {
    assertThat(SummaryMarkdown.render(Samples.run(behind), behind)).containsOnlyOnce(LINE);
  }

  @Test
  void junitXmlHasOneLineForTheCauseAndNamesItAtEachCase() {
    String xml = JunitXml.render(Samples.run(behind), behind, _ -> Optional.empty());

    assertThat(xml)
        .containsPattern("<system-out>\\d rules? not judged because " + CAUSE + " fails")
        .contains("name=\"because\" value=\"" + CAUSE + "\"");
  }

  @Test
  void theMatrixKnowsTheCauseOfEach() {
    assertThat(MatrixHtml.render(Samples.run(behind), behind, _ -> Optional.empty()))
        .contains("\"because\":\"" + CAUSE + "\"");
  }

  @Test
  void aComparisonHasOneLineForTheCause() {
    var comparison =
        Comparison.of(List.of(new SavedRun("before", good), new SavedRun("after", behind)));

    assertThat(ComparisonText.render(comparison)).containsOnlyOnce(LINE).contains("2 differ");
  }

  private static Result judged(Result result, Verdict verdict) {
    return new Result(
        result.of(), new Outcome.Judged(verdict), 0, Optional.empty(), "", Recording.EMPTY);
  }
}
