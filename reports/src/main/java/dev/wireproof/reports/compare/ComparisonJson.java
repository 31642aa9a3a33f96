package dev.wireproof.reports.compare;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.engine.evidence.FailureMessage;
import dev.wireproof.engine.result.NotJudged;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.reports.compare.Comparison.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A comparison for a machine: `{"schema":1, "runs":[name], "counts":{differ, alike, notInAll},
/// "differences":[row], "notInAll":[row]}`, where a row is `{id, case?, claim, level, source,
/// results:[{verdict, reason?, because?}]}` with an empty object for a run that does not have the
/// spec.
public final class ComparisonJson {

  /// Grows when the meaning of a field changes, not when one is added.
  private static final int SCHEMA = 1;

  private ComparisonJson() {}

  /// The object, and a line feed.
  public static String render(Comparison comparison) {
    var whole = new LinkedHashMap<String, Object>();
    int differ = comparison.differences().size();
    int partial = comparison.partial().size();
    var counts = new LinkedHashMap<String, Object>();
    counts.put("differ", differ);
    counts.put("alike", comparison.rows().size() - differ - partial);
    counts.put("notInAll", partial);
    whole.put("schema", SCHEMA);
    whole.put("runs", comparison.names());
    whole.put("counts", counts);
    whole.put("differences", rows(comparison.differences()));
    whole.put("notInAll", rows(comparison.partial()));
    try {
      return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(whole) + "\n";
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static List<Map<String, Object>> rows(List<Row> rows) {
    return rows.stream().map(ComparisonJson::row).toList();
  }

  private static Map<String, Object> row(Row row) {
    About of = row.of();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", of.id());
    of.row().ifPresent(id -> fields.put("case", id));
    fields.put("claim", of.claim());
    fields.put("level", of.level().name());
    fields.put("source", of.source());
    fields.put(
        "results",
        row.results().stream()
            .map(result -> result.map(ComparisonJson::outcome).orElseGet(Map::of))
            .toList());
    return fields;
  }

  private static Map<String, Object> outcome(Result result) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put(
        "verdict", result.verdict().map(Verdict::kind).map(Verdict.Kind::title).orElse("Error"));
    String reason = FailureMessage.line(result);
    if (!reason.isEmpty()) {
      fields.put("reason", reason);
    }
    NotJudged.because(result).ifPresent(id -> fields.put("because", id));
    return fields;
  }
}
