package dev.wireproof.wire.http1;

import dev.wireproof.wire.Octets;

/// One field line exactly as it travelled (RFC 9112 §5), without its line end. A line that has no
/// colon has an empty name and the whole line as its value.
///
/// @param name as sent, in its own case, with any white space before the colon
/// @param value with surrounding blanks and tabs removed
public record FieldLine(Octets raw, String name, String value) {

  public static FieldLine of(Octets raw) {
    String line = raw.latin1();
    int colon = line.indexOf(':');
    return colon < 0
        ? new FieldLine(raw, "", line)
        : new FieldLine(raw, line.substring(0, colon), trim(line.substring(colon + 1)));
  }

  /// Removes optional white space (OWS, RFC 9110 §5.6.3): blanks and tabs, nothing else.
  static String trim(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && isBlank(value.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  @Override
  public String toString() {
    return raw.toString();
  }
}
