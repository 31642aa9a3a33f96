package dev.wireproof.clients.pattern;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON value that a target sent, asked for what it should hold. Whatever is missing or of
/// another type is a violation, since the contract names the members.
///
/// @param where it stands, for messages, such as `the body of 200 OK`
/// @param value a Map, List, String, Number, Boolean or null
public record Json(String where, @Nullable Object value) {

  /// Reads a whole JSON text.
  ///
  /// @throws VerdictException when it is none
  public static Json parse(String where, Octets text) {
    try {
      return new Json(where, JSON.std.anyFrom(text.toArray()));
    } catch (IOException e) {
      throw VerdictException.violates("JSON in " + where, "“" + text + "”");
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

  private Map<?, ?> object() {
    if (value instanceof Map<?, ?> members) {
      return members;
    }
    throw VerdictException.violates("a JSON object as " + where, "“" + this + "”");
  }

  public boolean has(String name) {
    return object().containsKey(name);
  }

  /// The member of that name, whatever it is.
  public Json get(String name) {
    if (!has(name)) {
      throw VerdictException.violates("a member “" + name + "” in " + where, "“" + this + "”");
    }
    return new Json("“" + name + "” in " + where, object().get(name));
  }

  public Optional<Json> find(String name) {
    return has(name) ? Optional.of(get(name)) : Optional.empty();
  }

  public String text(String name) {
    return get(name).text();
  }

  public long number(String name) {
    return get(name).number();
  }

  public boolean flag(String name) {
    Json member = get(name);
    if (member.value() instanceof Boolean flag) {
      return flag;
    }
    throw member.isNot("true or false");
  }

  public List<Json> list(String name) {
    return get(name).list();
  }

  /// This value, which is a text.
  public String text() {
    if (value instanceof String text) {
      return text;
    }
    throw isNot("a text");
  }

  /// This value, which is a whole number.
  public long number() {
    if (value instanceof Number number && number.doubleValue() == number.longValue()) {
      return number.longValue();
    }
    throw isNot("a whole number");
  }

  /// This value, which is an array.
  public List<Json> list() {
    if (value instanceof List<?> items) {
      return items.stream().map(item -> new Json("an item of " + where, item)).toList();
    }
    throw isNot("an array");
  }

  private VerdictException isNot(String what) {
    return VerdictException.violates(what + " as " + where, "“" + this + "”");
  }

  /// Whether two JSON values are the same, wherever they stand.
  public boolean isSame(Json other) {
    return Objects.equals(value, other.value);
  }

  @Override
  public String toString() {
    return value == null ? "null" : Octets.utf8(write(value)).printable();
  }
}
