package dev.wireproof.engine.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.wireproof.engine.result.Result.Outcome.HarnessFault;
import dev.wireproof.engine.result.Result.Outcome.Judged;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.verdict.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;

/// A result as one JSON object. The text is pure ASCII, everything else escaped, so that it passes
/// through any terminal or log, and lone surrogates come back as they were.
public final class ResultJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private ResultJson() {}

  /// One line, without its end.
  public static String line(Result result) {
    var text = new StringWriter();
    try (JsonGenerator json = generator(text)) {
      write(json, result, true);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /// Reads what [#line] wrote.
  ///
  /// @throws IllegalArgumentException when it is something else, which the message says
  public static Result parse(String line) {
    return ResultReader.parse(line);
  }

  static JsonGenerator generator(Writer out) throws IOException {
    return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  static void write(JsonGenerator json, Result result, boolean transcript) throws IOException {
    json.writeStartObject();
    about(json, result.of());
    json.writeNumberField("millis", result.millis());
    switch (result.outcome()) {
      case Judged(Verdict verdict) -> verdict(json, verdict);
      case HarnessFault(String stackTrace) -> json.writeStringField("error", stackTrace);
    }
    if (result.deviation().isPresent()) {
      json.writeStringField("deviation", result.deviation().get());
    }
    json.writeStringField("reproduction", result.reproduction());
    json.writeNumberField("dropped", result.dropped());
    if (result.recording().decisive().isPresent()) {
      json.writeNumberField("decisive", result.recording().decisive().getAsInt());
    }
    if (transcript) {
      RecordingJson.write(json, result.recording());
    }
    json.writeEndObject();
  }

  private static void about(JsonGenerator json, About of) throws IOException {
    json.writeStringField("id", of.id());
    if (of.row().isPresent()) {
      json.writeStringField("case", of.row().get());
    }
    json.writeStringField("claim", of.claim());
    json.writeStringField("level", of.level().name());
    json.writeStringField("topic", of.topic().name());
    json.writeArrayFieldStart("properties");
    for (Property property : of.properties()) {
      json.writeString(property.slug());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("lectures");
    for (int lecture : of.lectures()) {
      json.writeNumber(lecture);
    }
    json.writeEndArray();
    json.writeStringField("source", of.source());
    json.writeStringField("link", of.link());
    json.writeStringField("safety", word(of.safety()));
  }

  private static void verdict(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeStringField("verdict", verdict.kind().title());
    switch (verdict) {
      case Verdict.Conforms _ -> {}
      case Verdict.Tolerated(String why) -> json.writeStringField("reason", why);
      case Verdict.Violates(String expected, String saw) -> {
        json.writeStringField("expected", expected);
        json.writeStringField("saw", saw);
      }
      case Verdict.NotApplicable(String why) -> json.writeStringField("reason", why);
      case Verdict.Inconclusive(String why, var because) -> {
        json.writeStringField("reason", why);
        if (because.isPresent()) {
          json.writeStringField("because", because.get());
        }
      }
      case Verdict.Observed(String fact) -> json.writeStringField("fact", fact);
    }
  }

  /// Such as `not-applicable` for `NOT_APPLICABLE`.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
