package dev.wireproof.engine.result;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wireproof.engine.verdict.Verdict.Kind;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/// A whole run as one JSON object: what `run --format json` prints and `summary.json` holds.
public final class RunJson {

  /// Grows when the meaning of a field changes, not when one is added.
  private static final int SCHEMA = 1;

  private RunJson() {}

  /// Writes the run and a last line feed; the writer is flushed, not closed.
  ///
  /// @param transcripts with the exchange of each result, or without
  public static void write(Writer out, RunInfo run, List<Result> results, boolean transcripts)
      throws IOException {
    JsonGenerator json = ResultJson.generator(out);
    json.writeStartObject();
    head(json, run);
    json.writeArrayFieldStart("results");
    for (Result result : results) {
      json.writeRaw("\n");
      ResultJson.write(json, result, transcripts);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw("\n");
    json.flush();
  }

  private static void head(JsonGenerator json, RunInfo run) throws IOException {
    Gate gate = run.gate();
    json.writeNumberField("schema", SCHEMA);
    json.writeStringField("target", run.target());
    json.writeStringField("started", run.started().toString());
    json.writeNumberField("millis", run.took().toMillis());
    json.writeObjectFieldStart("counts");
    for (Kind kind : Kind.values()) {
      json.writeNumberField(kind.title(), gate.count(kind));
    }
    json.writeEndObject();
    json.writeNumberField("errors", gate.faults());
    json.writeNumberField("passed", gate.passed());
    json.writeNumberField("failed", gate.failed());
    json.writeNumberField("skipped", gate.skipped());
    json.writeObjectFieldStart("gate");
    json.writeBooleanField("holds", gate.holds());
    texts(json, "reasons", gate.reasons());
    json.writeEndObject();
    texts(json, "observations", run.observations());
    if (run.unusable().isPresent()) {
      json.writeStringField("unusable", run.unusable().get());
    }
    if (run.seed().isPresent()) {
      json.writeNumberField("seed", run.seed().getAsLong());
    }
    if (run.grade().isPresent()) {
      grade(json, run.grade().get());
    }
  }

  private static void grade(JsonGenerator json, Grade grade) throws IOException {
    json.writeObjectFieldStart("grade");
    json.writeStringField("exercise", grade.exercise());
    json.writeNumberField("score", Math.round(grade.score() * 1e4) / 1e4);
    json.writeNumberField("earned", grade.earned());
    json.writeNumberField("offered", grade.offered());
    json.writeBooleanField("gradable", grade.gradable());
    json.writeArrayFieldStart("stages");
    for (Grade.Stage stage : grade.stages()) {
      json.writeStartObject();
      json.writeNumberField("number", stage.number());
      json.writeStringField("title", stage.title());
      json.writeStringField(
          "standing", stage.standing().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      json.writeNumberField("earned", stage.earned());
      json.writeNumberField("offered", stage.offered());
      json.writeArrayFieldStart("specs");
      for (Grade.Points points : stage.specs()) {
        json.writeStartObject();
        json.writeStringField("id", points.id());
        json.writeNumberField("earned", points.earned());
        json.writeNumberField("offered", points.offered());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
