package dev.wireproof.reports.matrix;

import static dev.wireproof.reports.text.Markup.escape;

import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.verdict.Verdict.Kind;
import dev.wireproof.reports.Explainer;
import dev.wireproof.reports.evidence.SequenceSvg;
import dev.wireproof.wire.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The matrix as one page that needs nothing else: topics against properties, and behind each cell
/// its specs with their evidence. Its content security policy admits its own script and style by
/// their digests and no other, and nothing from any network.
public final class MatrixHtml {

  private static final List<String> SCRIPTS =
      List.of("elements.js", "evidence.js", "results.js", "matrix.js", "page.js");
  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int MOST_LINE = 300;

  private MatrixHtml() {}

  public static String render(RunInfo run, List<Result> results, Explainer explainer) {
    String style = resource("page.css") + SequenceSvg.style();
    String script = SCRIPTS.stream().map(MatrixHtml::resource).collect(Collectors.joining("\n"));
    script = "'use strict';\n(() => {\n" + script + "})();\n";
    return fill(
        resource("page.html"),
        Map.of(
            "policy", policy(script, style),
            "style", style,
            "title", escape(Visible.line(run.target(), MOST_LINE)),
            "facts", facts(run, results),
            "gate", gate(run),
            "counts", counts(run.gate()),
            "observations", observations(run),
            "data", MatrixData.json(run, results, explainer),
            "script", script));
  }

  /// Replaces each `{{name}}` of the template; what is put in is not searched again.
  private static String fill(String template, Map<String, String> values) {
    var page = new StringBuilder();
    int at = 0;
    for (int start = template.indexOf("{{"); start >= 0; start = template.indexOf("{{", at)) {
      int end = template.indexOf("}}", start);
      String value = values.get(template.substring(start + 2, end));
      if (value == null) {
        throw new IllegalStateException("no value for " + template.substring(start, end + 2));
      }
      page.append(template, at, start).append(value);
      at = end + 2;
    }
    return page.append(template, at, template.length()).toString();
  }

  private static String policy(String script, String style) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; script-src '"
        + (digest(script) + "'; style-src '" + digest(style) + "'");
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static String facts(RunInfo run, List<Result> results) {
    String seconds = "%.1f s".formatted(run.took().toMillis() / 1e3);
    String specs = results.size() + (results.size() == 1 ? " result" : " results");
    return escape(STARTED.format(run.started()) + " · " + seconds + " · " + specs);
  }

  private static String gate(RunInfo run) {
    Gate gate = run.gate();
    boolean holds = gate.holds() && run.unusable().isEmpty();
    var html = new StringBuilder();
    html.append("<div class=\"gate ").append(holds ? "holds" : "broken").append("\">");
    html.append("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-")
        .append(holds ? "Conforms" : "Violates")
        .append("\"/></svg><div><strong>")
        .append(holds ? "The gate holds" : "The gate does not hold")
        .append("</strong>");
    run.unusable()
        .ifPresent(why ->
            html.append("<p>The target could not be judged: ").append(line(why)).append("</p>"));
    if (!gate.reasons().isEmpty()) {
      html.append("<p>").append(line(String.join(" · ", gate.reasons()))).append("</p>");
    }
    return html.append("</div></div>").toString();
  }

  private static String counts(Gate gate) {
    var html = new StringBuilder();
    for (Kind kind : Kind.values()) {
      count(html, kind.title(), gate.count(kind));
    }
    if (gate.faults() > 0) {
      count(html, "Error", gate.faults());
    }
    return html.toString();
  }

  private static void count(StringBuilder html, String name, int number) {
    html.append(
            "<button type=\"button\" class=\"count v-%s\" data-verdict=\"%s\""
                .formatted(name, name))
        .append(" aria-pressed=\"false\"><svg class=\"icon\" aria-hidden=\"true\">")
        .append(
            "<use href=\"#i-%s\"/></svg><b>%d</b><span>%s</span></button>"
                .formatted(name, number, name.equals("NotApplicable") ? "Not applicable" : name));
  }

  private static String observations(RunInfo run) {
    return run.observations().stream()
        .map(each -> "<li>" + line(each) + "</li>")
        .collect(Collectors.joining("", "<ul class=\"observations\">", "</ul>"));
  }

  private static String line(String text) {
    return escape(Visible.line(text, MOST_LINE));
  }

  private static String resource(String name) {
    try (InputStream in = MatrixHtml.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
