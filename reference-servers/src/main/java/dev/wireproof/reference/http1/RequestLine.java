package dev.wireproof.reference.http1;

import java.util.Optional;

/// The first line of a request in its parts, not yet judged (RFC 9112 §3).
///
/// @param text the whole line
/// @param version `HTTP/1.1`, or whatever stands in its place
record RequestLine(String text, String method, String target, String version) {

  /// Cuts at the first and at the last space; a part that is not there is empty.
  static RequestLine split(String text) {
    int first = text.indexOf(Syntax.SP);
    if (first < 0) {
      return new RequestLine(text, text, "", "");
    }
    int last = text.lastIndexOf(Syntax.SP);
    String target = last > first ? text.substring(first + 1, last) : "";
    return new RequestLine(text, text.substring(0, first), target, text.substring(last + 1));
  }

  /// HTTP/1.0, which knows neither chunked bodies nor interim responses, and closes by default.
  boolean isVersion10() {
    return version.equals("HTTP/1.0");
  }

  /// The method, if it is one this server knows. Methods are case-sensitive (RFC 9110 §9.1).
  Optional<Method> knownMethod() {
    return Method.named(method);
  }
}
