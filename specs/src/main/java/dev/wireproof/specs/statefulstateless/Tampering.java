package dev.wireproof.specs.statefulstateless;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// What an attacker without the secret can do to a cookie or token. A value that an operation does
/// not fit stays as it is.
final class Tampering {

  private Tampering() {}

  /// The value with another letter for a letter, or another digit for a digit, at the first of
  /// these from `from` on, so that hexadecimal stays hexadecimal and Base64 stays Base64.
  static String changed(String value, int from) {
    for (int i = from; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 128 && Character.isLetterOrDigit(c)) {
        char first = Character.isDigit(c) ? '0' : Character.isUpperCase(c) ? 'A' : 'a';
        char other = (char) (c == first ? first + 1 : first);
        return value.substring(0, i) + other + value.substring(i + 1);
      }
    }
    return value;
  }

  /// Another character where the signature is, if there is one, and else in the middle.
  static String inItsSignature(String value) {
    return value.indexOf('.') < 0 ? changed(value, value.length() / 2) : lastPartChanged(value);
  }

  static String lastPartChanged(String value) {
    int dot = value.lastIndexOf('.');
    return dot < 0 ? value : changed(value, (dot + value.length()) / 2);
  }

  /// Something else after the last dot.
  static String withLastPart(String value, String last) {
    int dot = value.lastIndexOf('.');
    return dot < 0 ? value : value.substring(0, dot + 1) + last;
  }

  static String withLastPartOf(String value, String other) {
    return withLastPart(value, other.substring(other.lastIndexOf('.') + 1));
  }

  /// A JSON Web Token that says of itself that it is not signed.
  static String unsigned(String value) {
    String[] parts = value.split("\\.", -1);
    if (parts.length != 3 || !isHeader(parts[0])) {
      return value;
    }
    String header = "{\"alg\":\"none\",\"typ\":\"JWT\"}";
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8));
    return encoded + "." + parts[1] + ".";
  }

  private static boolean isHeader(String part) {
    try {
      Map<String, Object> header = JSON.std.mapFrom(Base64.getUrlDecoder().decode(part));
      return header.containsKey("alg");
    } catch (IOException | IllegalArgumentException _) {
      return false;
    }
  }
}
