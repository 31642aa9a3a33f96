package dev.wireproof.engine.result;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.engine.catalogue.Topics;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One object of a results file. Asking for a field that is missing or of another type names the
/// field.
final class ResultReader {

  private final Map<?, ?> fields;

  private ResultReader(Map<?, ?> fields) {
    this.fields = fields;
  }

  /// The result that an object of a JSON document stands for.
  ///
  /// @throws IllegalArgumentException when it stands for none
  static Result of(Map<?, ?> fields) {
    return new ResultReader(fields).result();
  }

  static Result parse(String line) {
    try {
      return of(JSON.std.mapFrom(line));
    } catch (IOException broken) {
      throw new IllegalArgumentException("not JSON: " + firstLine(broken), broken);
    }
  }

  private static String firstLine(IOException broken) {
    String message = broken.getMessage();
    return message == null ? broken.toString() : message.lines().findFirst().orElse("");
  }

  private Result result() {
    return new Result(
        about(),
        outcome(),
        number("millis").longValue(),
        text("deviation"),
        needed("reproduction"),
        new RecordingReader(this).recording());
  }

  private About about() {
    return new About(
        needed("id"),
        text("case"),
        needed("claim"),
        constant(Level.class, "level"),
        topic(needed("topic")),
        list(
            "properties",
            each -> known("properties", Property::of, cast(each, String.class, "properties"))),
        list("lectures", each -> cast(each, Number.class, "lectures").intValue()),
        needed("source"),
        needed("link"),
        constant(Safety.class, "safety"));
  }

  /// Results of another version may be about a topic that is unknown here.
  private static TopicInfo topic(String name) {
    return Topics.of(name).orElseGet(() -> TopicInfo.untitled(name));
  }

  private Outcome outcome() {
    return text("error")
        .<Outcome>map(Outcome.HarnessFault::new)
        .orElseGet(() -> new Outcome.Judged(verdict()));
  }

  private Verdict verdict() {
    String title = needed("verdict");
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      if (kind.title().equals(title)) {
        return verdict(kind);
      }
    }
    throw new IllegalArgumentException("unknown verdict: " + title);
  }

  private Verdict verdict(Verdict.Kind kind) {
    return switch (kind) {
      case CONFORMS -> new Verdict.Conforms();
      case TOLERATED -> new Verdict.Tolerated(needed("reason"));
      case VIOLATES -> new Verdict.Violates(needed("expected"), needed("saw"));
      case NOT_APPLICABLE -> new Verdict.NotApplicable(needed("reason"));
      case INCONCLUSIVE -> new Verdict.Inconclusive(needed("reason"), text("because"));
      case OBSERVED -> new Verdict.Observed(needed("fact"));
    };
  }

  /// The objects of a list.
  List<ResultReader> objects(String name) {
    return list(name, each -> new ResultReader((Map<?, ?>) cast(each, Map.class, name)));
  }

  /// An object, where there is one.
  Optional<ResultReader> object(String name) {
    return Optional.ofNullable(fields.get(name))
        .map(each -> new ResultReader((Map<?, ?>) cast(each, Map.class, name)));
  }

  boolean flag(String name) {
    return cast(fields.get(name), Boolean.class, name);
  }

  Optional<String> text(String name) {
    Object value = fields.get(name);
    return value == null ? Optional.empty() : Optional.of(cast(value, String.class, name));
  }

  String needed(String name) {
    return text(name).orElseThrow(() -> new IllegalArgumentException("no field " + name));
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }

  Number number(String name) {
    return cast(fields.get(name), Number.class, name);
  }

  <T> List<T> list(String name, Function<Object, T> each) {
    Object value = fields.get(name);
    return value == null
        ? List.of()
        : ((List<?>) cast(value, List.class, name)).stream().<T>map(each).toList();
  }

  <E extends Enum<E>> E constant(Class<E> type, String name) {
    String word = needed(name).toUpperCase(Locale.ROOT).replace('-', '_');
    try {
      return Enum.valueOf(type, word);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("unknown " + name + ": " + needed(name), unknown);
    }
  }

  private static <T> T known(String name, Function<String, Optional<T>> find, String word) {
    return find.apply(word)
        .orElseThrow(() -> new IllegalArgumentException("unknown " + name + ": " + word));
  }

  static <T> T cast(@Nullable Object value, Class<T> type, String name) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("no " + type.getSimpleName() + " in field " + name);
    }
    return type.cast(value);
  }
}
