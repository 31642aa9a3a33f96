package dev.wireproof.wire;

/// Text whose every character can be seen, whatever a target sent: controls, bidirectional
/// overrides, lone surrogates and noncharacters stand as escapes. Line feeds and tabs stay.
public final class Visible {

  private Visible() {}

  public static String of(String text) {
    return of(text, Integer.MAX_VALUE);
  }

  /// At most `most` characters of the text, and how many were left out.
  public static String of(String text, int most) {
    var safe = new StringBuilder(Math.min(text.length(), most) + 16);
    int at = 0;
    while (at < text.length() && at < most) {
      int point = text.codePointAt(at);
      append(safe, point);
      at += Character.charCount(point);
    }
    if (at < text.length()) {
      safe.append("… (").append(text.length() - at).append(" more characters)");
    }
    return safe.toString();
  }

  /// The same in one line.
  public static String line(String text, int most) {
    return of(text.replace("\r", "").replace('\n', ' ').replace('\t', ' '), most).strip();
  }

  private static void append(StringBuilder safe, int point) {
    if (point == '\r') {
      safe.append("\\r");
    } else if (isPlain(point)) {
      safe.appendCodePoint(point);
    } else if (point <= 0xff) {
      safe.append("\\x%02x".formatted(point));
    } else {
      safe.append("\\u{%x}".formatted(point));
    }
  }

  private static boolean isPlain(int point) {
    if (point == '\n' || point == '\t') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
