package dev.wireproof.reference.http1.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where the body of a request ends (RFC 9112 §6.3).
public sealed interface Framing {

  String CONTENT_LENGTH = "Content-Length";
  String TRANSFER_ENCODING = "Transfer-Encoding";

  /// There is none.
  record None() implements Framing {}

  /// After so many octets.
  record Length(long octets) implements Framing {}

  /// After the last chunk and the trailer section.
  record Chunked() implements Framing {}

  /// The transfer codings over all lines, in lower case: their names ignore case (RFC 9112 §7).
  static List<String> codings(Head head) {
    return head.fields().elements(TRANSFER_ENCODING).stream()
        .map(coding -> coding.toLowerCase(Locale.ROOT))
        .toList();
  }

  static boolean isChunked(String coding) {
    return coding.equals("chunked");
  }

  /// The lengths over all lines, each as it was written. An empty line counts: it is not a number.
  static List<String> lengths(Head head) {
    var lengths = new ArrayList<String>();
    for (String value : head.fields().values(CONTENT_LENGTH)) {
      for (String element : value.split(",", -1)) {
        lengths.add(Syntax.trim(element));
      }
    }
    return lengths;
  }
}
