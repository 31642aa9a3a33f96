package dev.wireproof.clients.pattern;

import dev.wireproof.engine.verdict.Differences;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A member of a JSON value that something is expected of: `json("status").is("done")`.
public final class JsonMember {

  private final List<String> path;

  private JsonMember(List<String> path) {
    this.path = path;
  }

  /// The member at this path; the whole value without one.
  public static JsonMember json(String... path) {
    return new JsonMember(List.of(path));
  }

  /// It is this text, this number, this flag, or the same JSON as this.
  public Expectation<Json> is(Object wanted) {
    String expected = name() + " to be " + shown(wanted);
    return new Expectation<>(
        expected,
        json ->
            find(json).filter(found -> isSame(found, wanted)).isPresent()
                ? new Verdict.Conforms()
                : violated(expected, json, hardToSee(json, wanted)));
  }

  /// Where a text differs from the one that is wanted, if that is hard to see.
  private String hardToSee(Json json, Object wanted) {
    return find(json)
        .flatMap(Json::asText)
        .filter(_ -> wanted instanceof String)
        .flatMap(found -> Differences.ofTexts(String.valueOf(wanted), found))
        .map(each -> ", where " + name() + " " + each)
        .orElse("");
  }

  /// It is there, and is something else.
  public Expectation<Json> isNot(Object unwanted) {
    return holds(
        name() + " to be another than " + shown(unwanted), found -> !isSame(found, unwanted));
  }

  /// It is there, whatever it is.
  public Expectation<Json> isThere() {
    return holds(path.isEmpty() ? "JSON" : "a member " + name(), _ -> true);
  }

  public Expectation<Json> isAbsent() {
    return Expectation.of("no member " + name(), json -> find(json).isEmpty());
  }

  /// It is a text that is not empty.
  public Expectation<Json> isText() {
    return holds(
        "a text as " + name(), found -> found.asText().filter(text -> !text.isEmpty()).isPresent());
  }

  public Expectation<Json> isWholeNumber() {
    return holds("a whole number as " + name(), found -> found.asNumber().isPresent());
  }

  public Expectation<Json> isFlag() {
    return holds("true or false as " + name(), found -> found.asFlag().isPresent());
  }

  /// It is a text that is as expected.
  public Expectation<Json> text(Expectation<? super String> text) {
    return part(Json::asText, text);
  }

  /// It is a whole number that is as expected: `json("progress").number(atMost(100))`.
  public Expectation<Json> number(Expectation<? super Long> number) {
    return part(Json::asNumber, number);
  }

  /// It is an array that is as expected: `json("items").list(size(atMost(10)))`.
  public Expectation<Json> list(Expectation<? super List<Json>> list) {
    return part(Json::asList, list);
  }

  /// It is an array of texts that are as expected.
  public Expectation<Json> texts(Expectation<? super List<String>> texts) {
    return part(JsonMember::texts, texts);
  }

  /// It is an array of whole numbers that are as expected.
  public Expectation<Json> numbers(Expectation<? super List<Long>> numbers) {
    return part(JsonMember::numbers, numbers);
  }

  private static Optional<List<Long>> numbers(Json json) {
    return json.asList()
        .filter(list -> list.stream().allMatch(each -> each.asNumber().isPresent()))
        .map(list -> list.stream().map(Json::number).toList());
  }

  private static Optional<List<String>> texts(Json json) {
    return json.asList()
        .filter(list -> list.stream().allMatch(each -> each.asText().isPresent()))
        .map(list -> list.stream().map(Json::text).toList());
  }

  private <T> Expectation<Json> part(
      Function<Json, Optional<T>> read, Expectation<? super T> wanted) {
    String expected = name() + " to be " + wanted.expected();
    return new Expectation<>(
        expected,
        json ->
            switch (find(json)
                .flatMap(read)
                .map(wanted.check())
                .<Verdict>map(verdict -> verdict)
                .orElseGet(() -> violated(expected, json))) {
              case Verdict.Violates _ -> violated(expected, json);
              case Verdict verdict -> verdict;
            });
  }

  private Expectation<Json> holds(String expected, Predicate<Json> right) {
    return new Expectation<>(
        expected,
        json ->
            find(json).filter(right).isPresent()
                ? new Verdict.Conforms()
                : violated(expected, json));
  }

  private static Verdict violated(String expected, Json json) {
    return violated(expected, json, "");
  }

  private static Verdict violated(String expected, Json json, String remark) {
    return new Verdict.Violates(expected + " in " + json.where(), "“" + json + "”" + remark);
  }

  private Optional<Json> find(Json json) {
    Optional<Json> found = Optional.of(json);
    for (String name : path) {
      found = found.flatMap(each -> each.find(name));
    }
    return found;
  }

  private String name() {
    return path.isEmpty() ? "the JSON" : "“" + String.join(".", path) + "”";
  }

  private static boolean isSame(Json found, Object wanted) {
    Object value = wanted instanceof Json json ? json.value() : wanted;
    if (value instanceof Integer || value instanceof Long) {
      return found.asNumber().equals(Optional.of(((Number) value).longValue()));
    }
    return Objects.equals(found.value(), value);
  }

  private static String shown(@Nullable Object wanted) {
    return wanted instanceof String text ? "“" + text + "”" : String.valueOf(wanted);
  }
}
