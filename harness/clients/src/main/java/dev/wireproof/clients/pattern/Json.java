package dev.wireproof.clients.pattern;

import static dev.wireproof.engine.verdict.Expect.expectThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON value that a target sent. Its plain getters are for steps that the spec is not about:
/// where a member is missing or of another type they say that nothing can be said. What a rule
/// wants of it is judged with [#expect], or with the `expect…` twin of a getter.
///
/// @param where it stands, for messages, such as `the body of 200 OK`
/// @param value a Map, List, String, Number, Boolean or null
public record Json(String where, @Nullable Object value) {

  /// Reads a whole JSON text.
  ///
  /// @throws VerdictException when it is none: nothing can be said
  public static Json parse(String where, Octets text) {
    return read(where, text)
        .orElseThrow(
            () -> VerdictException.inconclusive("no JSON in " + where + ": “" + text + "”"));
  }

  /// Reads a whole JSON text, which the rule asks for.
  ///
  /// @throws VerdictException when it is none
  public static Json expectParsed(String where, Octets text) {
    return read(where, text)
        .orElseThrow(() -> VerdictException.violates("JSON in " + where, "“" + text + "”"));
  }

  /// Reads a whole JSON text, if it is one.
  public static Optional<Json> read(String where, Octets text) {
    try {
      return Optional.of(new Json(where, JSON.std.anyFrom(text.toArray())));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The text of an object with these members: `Json.of("amount", 5, "to", "ann")`.
  public static String of(Object... namesAndValues) {
    var members = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return write(members);
  }

  /// Any value of maps, lists, texts and numbers as JSON.
  public static String write(Object value) {
    try {
      return JSON.std.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be written", e);
    }
  }

  /// Judges it.
  ///
  /// @throws VerdictException when it is not as expected
  @SafeVarargs
  public final Json expect(Expectation<? super Json>... expectations) {
    for (Expectation<? super Json> each : expectations) {
      expectThat(this, each);
    }
    return this;
  }

  /// Whether it is an object that has this member.
  public boolean has(String name) {
    return value instanceof Map<?, ?> members && members.containsKey(name);
  }

  /// The member of that name, whatever it is.
  public Optional<Json> find(String name) {
    return value instanceof Map<?, ?> members && members.containsKey(name)
        ? Optional.of(new Json("“" + name + "” in " + where, members.get(name)))
        : Optional.empty();
  }

  /// The member of that name.
  ///
  /// @throws VerdictException when there is no such member: nothing can be said
  public Json get(String name) {
    return find(name).orElseThrow(() -> unreadable("a member “" + name + "”"));
  }

  public String text(String name) {
    return get(name).text();
  }

  public long number(String name) {
    return get(name).number();
  }

  public boolean flag(String name) {
    Json member = get(name);
    return member.asFlag().orElseThrow(() -> member.unreadable("true or false"));
  }

  public List<Json> list(String name) {
    return get(name).list();
  }

  /// The text that it is.
  ///
  /// @throws VerdictException when it is no text: nothing can be said
  public String text() {
    return asText().orElseThrow(() -> unreadable("a text"));
  }

  /// The whole number that it is.
  ///
  /// @throws VerdictException when it is no whole number: nothing can be said
  public long number() {
    return asNumber().orElseThrow(() -> unreadable("a whole number"));
  }

  /// The members of the array that it is.
  ///
  /// @throws VerdictException when it is no array: nothing can be said
  public List<Json> list() {
    return asList().orElseThrow(() -> unreadable("an array"));
  }

  /// The member of that name, which the rule asks for.
  ///
  /// @throws VerdictException when there is none
  public Json expectMember(String name) {
    return find(name)
        .orElseThrow(() ->
            VerdictException.violates("a member “" + name + "” in " + where, "“" + this + "”"));
  }

  public String expectText(String name) {
    return expectMember(name).expectText();
  }

  public long expectNumber(String name) {
    return expectMember(name).expectNumber();
  }

  public boolean expectFlag(String name) {
    Json member = expectMember(name);
    return member.expectOf(member.asFlag(), "true or false");
  }

  public List<Json> expectList(String name) {
    return expectMember(name).expectList();
  }

  public String expectText() {
    return expectOf(asText(), "a text");
  }

  public long expectNumber() {
    return expectOf(asNumber(), "a whole number");
  }

  public List<Json> expectList() {
    return expectOf(asList(), "an array");
  }

  private <T> T expectOf(Optional<T> read, String what) {
    return read.orElseThrow(
        () -> VerdictException.violates(what + " as " + where, "“" + this + "”"));
  }

  private VerdictException unreadable(String what) {
    return VerdictException.inconclusive("no " + what + " as " + where + ": “" + this + "”");
  }

  /// This value, if it is a text.
  public Optional<String> asText() {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// This value, if it is a whole number.
  public Optional<Long> asNumber() {
    return value instanceof Number number && number.doubleValue() == number.longValue()
        ? Optional.of(number.longValue())
        : Optional.empty();
  }

  /// This value, if it is true or false.
  public Optional<Boolean> asFlag() {
    return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  /// The elements of this value, if it is an array.
  public Optional<List<Json>> asList() {
    return value instanceof List<?> items
        ? Optional.of(items.stream().map(item -> new Json("an item of " + where, item)).toList())
        : Optional.empty();
  }

  /// Whether two JSON values are the same, wherever they stand.
  public boolean isSame(Json other) {
    return Objects.equals(value, other.value);
  }

  @Override
  public String toString() {
    return value == null ? "null" : Visible.of(write(value));
  }
}
