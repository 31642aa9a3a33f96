package dev.wireproof.reports.compare;

import dev.wireproof.engine.evidence.FailureMessage;
import dev.wireproof.engine.result.NotJudged;
import dev.wireproof.engine.result.Result;
import dev.wireproof.reports.compare.Comparison.Row;
import dev.wireproof.wire.Visible;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A comparison for a person: each difference with what the runs saw, then the counts.
public final class ComparisonText {

  private static final int MOST_TEXT = 160;

  private final StringBuilder text = new StringBuilder();
  private final Comparison comparison;

  private ComparisonText(Comparison comparison) {
    this.comparison = comparison;
  }

  public static String render(Comparison comparison) {
    return new ComparisonText(comparison).page();
  }

  private String page() {
    for (int i = 0; i < comparison.names().size(); i++) {
      int run = i;
      long results = comparison.rows().stream().filter(row -> isIn(row, run)).count();
      text.append(
          "  %c  %s  (%d results)%n".formatted('A' + i, comparison.names().get(i), results));
    }
    comparison.differences().stream().filter(row -> !isBehind(row)).forEach(this::difference);
    for (int i = 0; i < comparison.names().size(); i++) {
      notJudged(i);
    }
    List<Row> partial = comparison.partial();
    if (!partial.isEmpty()) {
      text.append('\n');
    }
    partial.forEach(this::onlyIn);
    counts();
    return text.toString();
  }

  /// Whether a run has no verdict of its own on it, because another rule fails there.
  private static boolean isBehind(Row row) {
    return row.results().stream()
        .flatMap(Optional::stream)
        .anyMatch(result -> NotJudged.because(result).isPresent());
  }

  private void notJudged(int run) {
    List<Result> different =
        comparison.differences().stream().flatMap(row -> row.results().get(run).stream()).toList();
    NotJudged.of(different)
        .forEach(those -> text.append("%n  %c  %s%n".formatted('A' + run, those.line())));
  }

  private static boolean isIn(Row row, int run) {
    return row.results().get(run).isPresent();
  }

  private void difference(Row row) {
    String verdicts =
        row.results().stream().map(ComparisonText::verdict).collect(Collectors.joining(" -> "));
    text.append("%n  %-52s %s%n".formatted(row.of().fullId(), verdicts));
    text.append("      %s%n".formatted(row.of().claim()));
    for (int i = 0; i < row.results().size(); i++) {
      String reason = row.results().get(i).map(FailureMessage::line).orElse("");
      if (!reason.isEmpty()) {
        text.append("      %c  %s%n".formatted('A' + i, Visible.line(reason, MOST_TEXT)));
      }
    }
  }

  private static String verdict(Optional<Result> result) {
    return result
        .map(each -> each.verdict().map(verdict -> verdict.kind().title()).orElse("Error"))
        .orElse("absent");
  }

  private void onlyIn(Row row) {
    text.append("  %-52s only in %s%n".formatted(row.of().fullId(), holders(row)));
  }

  private String holders(Row row) {
    var letters = new StringBuilder();
    for (int i = 0; i < row.results().size(); i++) {
      letters.append(isIn(row, i) ? (letters.isEmpty() ? "" : ", ") + (char) ('A' + i) : "");
    }
    return letters.toString();
  }

  private void counts() {
    int differ = comparison.differences().size();
    int partial = comparison.partial().size();
    text.append(
        "%n%d differ, %d alike, %d not in all%n"
            .formatted(differ, comparison.rows().size() - differ - partial, partial));
  }
}
