package dev.wireproof.reference.web;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.wire.Octets;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request that has arrived whole.
///
/// @param path without the query, still encoded
/// @param rawQuery what follows the question mark, or nothing
/// @param fields by their names in lower case, each with all its values
/// @param keepsAlive whether the client wants another exchange on this connection
public record Request(
    String method,
    String path,
    String rawQuery,
    Map<String, List<String>> fields,
    Octets body,
    boolean keepsAlive) {

  /// The values of a field, joined as a list.
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)))
        .map(values -> String.join(", ", values));
  }

  /// A parameter of the query, decoded.
  public Optional<String> query(String name) {
    for (String pair : rawQuery.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts[0].equals(name)) {
        return Optional.of(decode(parts.length > 1 ? parts[1] : ""));
      }
    }
    return Optional.empty();
  }

  /// Decodes percent-encoding; what is none stays as it is, and names nothing that exists.
  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  /// The body as a JSON object.
  ///
  /// @throws Problem 415 for another media type, 400 for what is not a JSON object in UTF-8
  public Map<String, Object> json() throws Problem {
    String type = field("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.matches("application/(.*\\+)?json\\s*(;.*)?")) {
      throw new Problem(415, "The body is to be application/json.");
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.toArray())).toString();
      var parser = JSON.std.createParser(text);
      Map<String, Object> json = JSON.std.mapFrom(parser);
      if (parser.nextToken() == null) {
        return json;
      }
    } catch (IOException _) {
      // refused below
    }
    throw new Problem(400, "The body is no JSON object in UTF-8.");
  }

  /// A member of the JSON body that is a text.
  ///
  /// @throws Problem also 422 when it is missing or of another type
  public String text(String member) throws Problem {
    if (json().get(member) instanceof String text) {
      return text;
    }
    throw new Problem(422, "“" + member + "” is to be a text.");
  }

  /// A member of the JSON body that is a whole number.
  ///
  /// @throws Problem also 422 when it is missing or of another type
  public long number(String member) throws Problem {
    Object value = json().get(member);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new Problem(422, "“" + member + "” is to be a whole number.");
  }
}
