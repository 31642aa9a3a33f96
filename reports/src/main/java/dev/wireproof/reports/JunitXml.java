package dev.wireproof.reports;

import static dev.wireproof.reports.text.Markup.escape;

import dev.wireproof.engine.evidence.FailureMessage;
import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.result.NotJudged;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome.HarnessFault;
import dev.wireproof.engine.result.Result.Outcome.Judged;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Visible;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The results as a JUnit XML file, which every CI system reads: a suite for each topic, a test
/// case for each spec, named by its id.
public final class JunitXml {

  private static final int MOST_MESSAGE = 500;
  private static final int MOST_TEXT = 30_000;

  private final StringBuilder xml = new StringBuilder();
  private final RunInfo run;
  private final List<Result> all;
  private final Explainer explainer;

  private JunitXml(RunInfo run, List<Result> all, Explainer explainer) {
    this.run = run;
    this.all = all;
    this.explainer = explainer;
  }

  /// The file's text, which is well-formed whatever the target sent.
  public static String render(RunInfo run, List<Result> results, Explainer explainer) {
    return new JunitXml(run, results, explainer).suites();
  }

  private String suites() {
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"Wireproof\"");
    counts(all);
    xml.append(">\n");
    Map<TopicInfo, List<Result>> topics =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.of().topic(), TreeMap::new, Collectors.toList()));
    topics.forEach(this::suite);
    return xml.append("</testsuites>\n").toString();
  }

  private void suite(TopicInfo topic, List<Result> results) {
    xml.append("  <testsuite name=\"").append(topic.name()).append('"');
    counts(results);
    xml.append(" timestamp=\"").append(run.started()).append("\">\n    <properties>\n");
    property("target", run.target());
    xml.append("    </properties>\n");
    results.forEach(this::testCase);
    List<NotJudged> notJudged = NotJudged.of(results);
    if (!notJudged.isEmpty()) {
      String lines = notJudged.stream().map(NotJudged::line).collect(Collectors.joining("\n"));
      xml.append("    <system-out>").append(content(lines)).append("</system-out>\n");
    }
    xml.append("  </testsuite>\n");
  }

  private void counts(List<Result> results) {
    xml.append(" tests=\"").append(results.size()).append('"');
    attribute("failures", count(results, ReportStatus.FAILED));
    attribute("errors", count(results, ReportStatus.BROKEN));
    attribute("skipped", count(results, ReportStatus.SKIPPED));
    attribute("time", seconds(results.stream().mapToLong(Result::millis).sum()));
  }

  private String count(List<Result> results, ReportStatus standing) {
    return Long.toString(
        results.stream().filter(each -> ReportStatus.of(each, run.gate()) == standing).count());
  }

  private void testCase(Result result) {
    xml.append("    <testcase");
    attribute("classname", result.of().topic().name());
    attribute("name", result.fullId());
    attribute("time", seconds(result.millis()));
    xml.append(">\n      <properties>\n");
    property("verdict", result.verdict().map(each -> each.kind().title()).orElse("error"));
    property("level", result.of().level().name());
    property("source", result.of().source());
    property("claim", result.of().claim());
    NotJudged.because(result).ifPresent(id -> property("because", id));
    result.deviation().ifPresent(why -> property("deviation", why));
    xml.append("      </properties>\n");
    standing(result);
    xml.append("    </testcase>\n");
  }

  private void standing(Result result) {
    switch (ReportStatus.of(result, run.gate())) {
      case FAILED -> {
        String type = result.verdict().map(each -> each.kind().title()).orElse("");
        Explanation explanation = explainer.of(result.of().id()).orElse(Explanation.NONE);
        String story = FailureMessage.of(result, explanation, all);
        element("failure", type, ReportStatus.reason(result), story);
      }
      case BROKEN -> element("error", "HarnessFault", "the harness failed", stackTrace(result));
      case SKIPPED -> {
        xml.append("      <skipped");
        attribute("message", Visible.line(ReportStatus.reason(result), MOST_MESSAGE));
        xml.append("/>\n");
      }
      case PASSED -> {
        if (result.outcome() instanceof Judged(Verdict.Observed(String fact))) {
          xml.append("      <system-out>").append(content(fact)).append("</system-out>\n");
        }
      }
    }
  }

  private static String stackTrace(Result result) {
    return result.outcome() instanceof HarnessFault(String stackTrace) ? stackTrace : "";
  }

  private void element(String name, String type, String message, String text) {
    xml.append("      <").append(name);
    attribute("type", type);
    attribute("message", Visible.line(message, MOST_MESSAGE));
    xml.append('>').append(content(text)).append("</").append(name).append(">\n");
  }

  private void property(String name, String value) {
    xml.append("        <property");
    attribute("name", name);
    attribute("value", Visible.line(value, MOST_MESSAGE));
    xml.append("/>\n");
  }

  private void attribute(String name, String value) {
    xml.append(' ').append(name).append("=\"").append(escape(value)).append('"');
  }

  private static String content(String text) {
    return escape(Visible.of(text, MOST_TEXT));
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1e3);
  }
}
