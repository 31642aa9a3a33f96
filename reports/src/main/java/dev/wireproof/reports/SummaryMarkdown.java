package dev.wireproof.reports;

import dev.wireproof.engine.evidence.Siblings;
import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.NotJudged;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome.HarnessFault;
import dev.wireproof.engine.result.Result.Outcome.Judged;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.Verdict.Kind;
import dev.wireproof.reports.text.Markup;
import dev.wireproof.wire.Visible;
import java.util.List;

/// The page of a CI job: the gate, the counts, and each failure with what to know about it. What a
/// target sent is neither Markdown nor HTML nor a workflow command in it.
public final class SummaryMarkdown {

  private static final int MOST_FAILURES = 50;
  private static final int MOST_TEXT = 1_500;

  /// Well below the megabyte above which the whole page would be refused.
  private static final int MOST_IN_ALL = 200_000;

  private final StringBuilder page = new StringBuilder();
  private final RunInfo run;

  private SummaryMarkdown(RunInfo run) {
    this.run = run;
  }

  public static String render(RunInfo run, List<Result> results) {
    return new SummaryMarkdown(run).page(results);
  }

  private String page(List<Result> results) {
    headline();
    counts();
    notJudged(NotJudged.of(results));
    List<Result> failures = failures(results);
    int shown = 0;
    for (Result failure : failures) {
      if (shown == MOST_FAILURES || page.length() > MOST_IN_ALL) {
        break;
      }
      failure(failure, results);
      shown++;
    }
    if (shown < failures.size()) {
      page.append("\nand ")
          .append(failures.size() - shown)
          .append(" more, all of them in `matrix.html`.\n");
    }
    return page.toString();
  }

  private List<Result> failures(List<Result> results) {
    return results.stream()
        .filter(result ->
            switch (ReportStatus.of(result, run.gate())) {
              case FAILED -> NotJudged.because(result).isEmpty();
              case BROKEN -> true;
              case PASSED, SKIPPED -> false;
            })
        .toList();
  }

  private void headline() {
    Gate gate = run.gate();
    boolean good = gate.holds() && run.unusable().isEmpty();
    page.append("## ").append(good ? "✅ The gate holds" : "❌ The gate does not hold");
    page.append("\n\n").append(inline(run.target()));
    page.append(" · ").append(run.took().toMillis() / 1000.0).append(" s\n\n");
    run.unusable()
        .ifPresent(why ->
            page.append("**The target could not be judged:** ").append(inline(why)).append("\n\n"));
    gate.reasons().forEach(reason -> page.append("- ").append(reason).append('\n'));
    page.append('\n');
  }

  private void counts() {
    var names = new StringBuilder("|");
    var line = new StringBuilder("|");
    var numbers = new StringBuilder("|");
    for (Kind kind : Kind.values()) {
      names.append(' ').append(kind.title()).append(" |");
      line.append(" --: |");
      numbers.append(' ').append(run.gate().count(kind)).append(" |");
    }
    if (run.gate().faults() > 0) {
      names.append(" Errors |");
      line.append(" --: |");
      numbers.append(' ').append(run.gate().faults()).append(" |");
    }
    page.append(names).append('\n').append(line).append('\n').append(numbers).append('\n');
  }

  private void notJudged(List<NotJudged> causes) {
    causes.forEach(those -> page.append("\n- ").append(entities(those.line())));
    page.append(causes.isEmpty() ? "" : "\n");
  }

  private void failure(Result result, List<Result> all) {
    About of = result.of();
    page.append("\n### ").append(entities(Visible.line(of.claim(), MOST_TEXT))).append("\n\n");
    page.append(inline(result.fullId()));
    page.append(" · ").append(of.level()).append(" · ").append(source(of)).append("\n\n");
    switch (result.outcome()) {
      case Judged(Verdict.Violates(String expected, String saw)) -> {
        block("Expected", expected);
        block("Saw", saw);
      }
      case Judged _ -> block("Because", ReportStatus.reason(result));
      case HarnessFault(String stackTrace) -> block("The harness failed", stackTrace);
    }
    String beside = Siblings.of(result, all);
    if (!beside.isEmpty()) {
      block("Beside it", beside);
    }
    if (!result.reproduction().isEmpty()) {
      block("See it yourself", result.reproduction());
    }
  }

  private static String source(About of) {
    boolean web = of.link().startsWith("https://") && of.link().matches("[\\w:/.#?=%-]+");
    return web ? "[" + entities(of.source()) + "](" + of.link() + ")" : entities(of.source());
  }

  private void block(String label, String text) {
    page.append(label).append("\n\n<pre>").append(block(text)).append("</pre>\n\n");
  }

  /// Inside `pre` Markdown sleeps; a runner that reads logs line by line must not see its marks.
  private static String block(String text) {
    return Markup.escape(Visible.of(text, MOST_TEXT))
        .replace("::", "&#58;&#58;")
        .replace("##", "&#35;&#35;");
  }

  private static String inline(String text) {
    return "<code>" + entities(Visible.line(text, MOST_TEXT)) + "</code>";
  }

  /// A hyphen or slash within a word, which marks nothing.
  private static boolean isInside(String text, int at) {
    return "-/".indexOf(text.charAt(at)) >= 0
        && at > 0
        && at + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at + 1));
  }

  /// Punctuation as entities, which Markdown takes for text wherever they stand.
  private static String entities(String text) {
    var safe = new StringBuilder(text.length() * 2);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7e || Character.isLetterOrDigit(c) || " .,".indexOf(c) >= 0 || isInside(text, i)) {
        safe.append(c);
      } else {
        safe.append("&#").append((int) c).append(';');
      }
    }
    return safe.toString();
  }
}
