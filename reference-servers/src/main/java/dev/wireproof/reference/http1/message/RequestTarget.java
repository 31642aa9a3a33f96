package dev.wireproof.reference.http1.message;

import java.util.Locale;

/// What a request asks for, in one of the four forms (RFC 9112 §3.2). Reading one never judges.
public sealed interface RequestTarget {

  /// `/where?now`, the form that most requests use.
  record Origin(String path, String query) implements RequestTarget {}

  /// `http://host/where?now`: its authority counts, whatever Host says.
  record Absolute(String authority, String path, String query) implements RequestTarget {}

  /// `host:port`, for CONNECT.
  record AuthorityForm(String authority) implements RequestTarget {}

  /// `*`, for OPTIONS: the server as a whole.
  record Asterisk() implements RequestTarget {}

  /// None of these.
  record Malformed(String text) implements RequestTarget {}

  static RequestTarget of(RequestLine line) {
    String text = line.target();
    if (text.equals("*")) {
      return new Asterisk();
    }
    if (Authority.hasPort(text)) {
      return new AuthorityForm(text);
    }
    if (line.method().equals(Method.CONNECT.name())) {
      return new Malformed(text);
    }
    if (text.startsWith("/")) {
      return isPathAndQuery(text) ? origin(text) : new Malformed(text);
    }
    return absolute(text);
  }

  private static RequestTarget absolute(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String scheme = lower.startsWith("https://") ? "https://" : "http://";
    if (!lower.startsWith(scheme)) {
      return new Malformed(text);
    }
    int start = scheme.length();
    int end = start;
    while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
      end++;
    }
    String authority = text.substring(start, end);
    String rest = text.substring(end);
    if (!Authority.isValid(authority) || !isPathAndQuery(rest)) {
      return new Malformed(text);
    }
    Origin origin = origin(rest.startsWith("/") ? rest : "/" + rest);
    return new Absolute(authority, origin.path(), origin.query());
  }

  private static Origin origin(String text) {
    int mark = text.indexOf('?');
    return mark < 0
        ? new Origin(text, "")
        : new Origin(text.substring(0, mark), text.substring(mark + 1));
  }

  private static boolean isPathAndQuery(String text) {
    return Syntax.isUriText(text, c -> "/:@?".indexOf(c) >= 0);
  }
}
