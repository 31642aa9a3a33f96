package dev.wireproof.reports.matrix;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.wireproof.engine.evidence.Siblings;
import dev.wireproof.engine.evidence.Situations;
import dev.wireproof.engine.evidence.Timeline;
import dev.wireproof.engine.evidence.Timeline.Entry;
import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.explain.Situation;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome.HarnessFault;
import dev.wireproof.engine.result.Result.Outcome.Judged;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.reports.Explainer;
import dev.wireproof.reports.ReportStatus;
import dev.wireproof.reports.evidence.SequenceSvg;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Visible;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the page's script works on, as JSON that may stand in a `script` element. Texts are made
/// visible here; the script puts them into the page as text, never as markup. Only what this module
/// renders itself, diagrams and explanations, goes in as markup.
final class MatrixData {

  static final int MOST_EVENTS = 120;
  static final int MOST_OCTETS = 2_048;
  private static final int MOST_TEXT = 4_000;
  private static final int MOST_LINE = 300;
  private static final long MOST_EVIDENCE = 12_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonGenerator json;
  private final RunInfo run;
  private final Explainer explainer;

  private MatrixData(JsonGenerator json, RunInfo run, Explainer explainer) {
    this.json = json;
    this.run = run;
    this.explainer = explainer;
  }

  static String json(RunInfo run, List<Result> results, Explainer explainer) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new MatrixData(json, run, explainer).write(results);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    // neither `</script` nor `<!--` can end or disturb the element
    return text.toString().replace("<", "\\u003c");
  }

  private void write(List<Result> results) throws IOException {
    json.writeStartObject();
    topics(results);
    properties(results);
    explanations(results);
    Set<Result> withEvidence = EvidenceBudget.share(results, MOST_EVIDENCE);
    json.writeArrayFieldStart("results");
    for (Result result : results) {
      result(result, withEvidence.contains(result), results);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void topics(List<Result> results) throws IOException {
    json.writeArrayFieldStart("topics");
    for (TopicInfo topic :
        results.stream()
            .map(result -> result.of().topic())
            .collect(Collectors.toCollection(TreeSet::new))) {
      json.writeStartObject();
      json.writeStringField("slug", topic.name());
      json.writeStringField("title", topic.title());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void properties(List<Result> results) throws IOException {
    json.writeArrayFieldStart("properties");
    for (Property property :
        results.stream()
            .flatMap(result -> result.of().properties().stream())
            .collect(Collectors.toCollection(TreeSet::new))) {
      json.writeString(property.slug());
    }
    json.writeEndArray();
  }

  private void explanations(List<Result> results) throws IOException {
    json.writeObjectFieldStart("explanations");
    for (String id : results.stream().map(result -> result.of().id()).distinct().toList()) {
      Optional<Explanation> explanation = explainer.of(id);
      if (explanation.isPresent()) {
        json.writeObjectFieldStart(id);
        markdown("why", explanation.get().why());
        markdown("cause", explanation.get().cause());
        markdown("hint", explanation.get().hint());
        markdown("seeIt", explanation.get().seeIt());
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private void markdown(String name, String markdown) throws IOException {
    if (!markdown.isBlank()) {
      json.writeStringField(name, Markdown.html(markdown));
    }
  }

  private void result(Result result, boolean withEvidence, List<Result> all) throws IOException {
    json.writeStartObject();
    about(result.of());
    json.writeStringField("name", result.fullId());
    json.writeNumberField("millis", result.millis());
    outcome(result);
    boolean stops = ReportStatus.of(result, run.gate()) == ReportStatus.FAILED;
    json.writeBooleanField("stops", stops);
    if (result.deviation().isPresent()) {
      text("deviation", result.deviation().get());
    }
    text("reproduction", result.reproduction());
    if (result.is(Verdict.Kind.VIOLATES)) {
      advice(result);
      String beside = Siblings.of(result, all);
      if (!beside.isEmpty()) {
        text("beside", beside);
      }
    }
    if (withEvidence) {
      evidence(result);
    }
    json.writeEndObject();
  }

  /// What may lie behind what was seen, where that is not what may lie behind the rule.
  private void advice(Result result) throws IOException {
    Situation situation = Situations.of(result);
    Optional<Explanation> known = explainer.of(result.of().id());
    if (known.isPresent() && known.get().others().containsKey(situation)) {
      markdown("cause", known.get().in(situation).cause());
      markdown("hint", known.get().in(situation).hint());
    }
  }

  private void about(About of) throws IOException {
    json.writeStringField("id", of.id());
    text("claim", of.claim());
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
    text("source", of.source());
    if (of.link().startsWith("https://")) {
      json.writeStringField("link", of.link());
    }
  }

  private void outcome(Result result) throws IOException {
    switch (result.outcome()) {
      case HarnessFault(String stackTrace) -> {
        json.writeStringField("verdict", "Error");
        text("error", stackTrace);
      }
      case Judged(Verdict verdict) -> {
        json.writeStringField("verdict", verdict.kind().title());
        switch (verdict) {
          case Verdict.Conforms _ -> {}
          case Verdict.Violates(String expected, String saw) -> {
            text("expected", expected);
            text("saw", saw);
          }
          case Verdict.Tolerated(String why) -> text("reason", why);
          case Verdict.NotApplicable(String why) -> text("reason", why);
          case Verdict.Inconclusive(String why, var because) -> {
            text("reason", why);
            if (because.isPresent()) {
              text("because", because.get());
            }
          }
          case Verdict.Observed(String fact) -> text("reason", fact);
        }
      }
    }
  }

  private void evidence(Result result) throws IOException {
    List<Event> events = result.transcript();
    if (events.isEmpty()) {
      return;
    }
    json.writeStringField("diagram", SequenceSvg.inline(result.recording()));
    json.writeNumberField("decisive", result.recording().decisive().orElse(-1));
    json.writeNumberField("more", Math.max(0, events.size() - MOST_EVENTS) + result.dropped());
    json.writeArrayFieldStart("events");
    List<Entry> entries = Timeline.of(result.recording()).entries();
    for (Entry entry : entries.subList(0, Math.min(entries.size(), MOST_EVENTS))) {
      event(entry);
    }
    json.writeEndArray();
  }

  private void event(Entry entry) throws IOException {
    Event event = entry.event();
    Octets octets = event instanceof Event.Data data ? data.octets() : Octets.NONE;
    json.writeStartArray();
    json.writeNumber(BigDecimal.valueOf(event.nanos() / 1_000, 3));
    json.writeString(entry.place());
    json.writeString(event.arrow());
    json.writeString(Visible.line(event.text(), MOST_LINE));
    json.writeString(octets.first(MOST_OCTETS).hex());
    json.writeNumber(event instanceof Event.Data data ? data.size() : 0);
    json.writeEndArray();
  }

  private void text(String name, String text) throws IOException {
    json.writeStringField(name, Visible.of(text, MOST_TEXT));
  }
}
