package dev.wireproof.reference.http1.message;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The first line of a request in its parts, not yet judged (RFC 9112 §3).
///
/// @param text the whole line
/// @param version `HTTP/1.1`, or whatever stands in its place
public record RequestLine(String text, String method, String target, String version) {

  /// Cuts at the first and at the last space; a part that is not there is empty.
  public static RequestLine split(String text) {
    int first = text.indexOf(Syntax.SP);
    if (first < 0) {
      return new RequestLine(text, text, "", "");
    }
    int last = text.lastIndexOf(Syntax.SP);
    String target = last > first ? text.substring(first + 1, last) : "";
    return new RequestLine(text, text.substring(0, first), target, text.substring(last + 1));
  }

  /// The words between spaces and tabs, however many of these there are.
  public List<String> words() {
    return Stream.of(text.split("[ \t]+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /// The line without what stands between the target and the version.
  public static String withoutExtraWords(String text) {
    List<String> words = split(text).words();
    return words.size() > 3 ? String.join(" ", words.get(0), words.get(1), words.getLast()) : text;
  }

  /// HTTP/1.0, which knows neither chunked bodies nor interim responses, and closes by default.
  public boolean isVersion10() {
    return version.equals("HTTP/1.0");
  }

  /// The method, if it is one this server knows. Methods are case-sensitive (RFC 9110 §9.1).
  Optional<Method> knownMethod() {
    return Method.named(method);
  }
}
