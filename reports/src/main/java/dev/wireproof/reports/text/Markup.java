package dev.wireproof.reports.text;

import dev.wireproof.wire.Visible;

/// Text as the content or the attribute value of an XML or HTML element.
public final class Markup {

  private Markup() {}

  /// Well-formed in both languages: what XML 1.0 cannot hold at all stands as a visible escape.
  public static String escape(String text) {
    String visible = Visible.of(text);
    var safe = new StringBuilder(visible.length() + 16);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
