package dev.wireproof.reference.http1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where the body of a request ends (RFC 9112 §6.3).
sealed interface Framing {

  String CONTENT_LENGTH = "Content-Length";
  String TRANSFER_ENCODING = "Transfer-Encoding";

  /// There is none.
  record None() implements Framing {}

  /// After so many octets.
  record Length(long octets) implements Framing {}

  /// After the last chunk and the trailer section.
  record Chunked() implements Framing {}

  /// The framing that a head announces. The checks have been made: what is read leniently here can
  /// only be wrong in a server that forgot one of them.
  static Framing of(Head head, Faults faults) {
    boolean hasLength = !lengths(head).isEmpty();
    boolean hasCoding = codings(head).stream().anyMatch(Framing::isChunked);
    if (hasCoding
        && !ignoresCoding(head, faults)
        && !(hasLength && faults.has(FramingFault.CONTENT_LENGTH_WINS))) {
      return new Chunked();
    }
    return hasLength && !ignoresLength(head, faults)
        ? new Length(length(lengths(head), faults))
        : new None();
  }

  /// Any request may have a body, also one whose method gives it no meaning (RFC 9110 §9.3.1).
  private static boolean ignoresLength(Head head, Faults faults) {
    return faults.has(FramingFault.UNWANTED_BODY_LEFT_UNREAD)
        && head.method().filter(Framing::mayDoWithoutBody).isPresent();
  }

  private static boolean ignoresCoding(Head head, Faults faults) {
    return faults.has(FramingFault.UNWANTED_CHUNKS_LEFT_UNREAD)
        && head.method().filter(Framing::mayDoWithoutBody).isPresent();
  }

  private static long length(List<String> lengths, Faults faults) {
    if (faults.has(FramingFault.REPEATED_LENGTHS_ADDED_UP)) {
      return lengths.stream().mapToLong(each -> leadingNumber(each, faults)).sum();
    }
    String first = lengths.getFirst();
    return faults.has(FramingFault.LENGTH_READ_AS_OCTAL) && first.matches("0[0-7]+")
        ? Long.parseLong(first, 8)
        : leadingNumber(first, faults);
  }

  private static boolean mayDoWithoutBody(Method method) {
    return method != Method.POST && method != Method.PUT && method != Method.PATCH;
  }

  /// The transfer codings over all lines, in lower case: their names ignore case (RFC 9112 §7).
  static List<String> codings(Head head) {
    return head.fields().elements(TRANSFER_ENCODING).stream()
        .map(coding -> coding.toLowerCase(Locale.ROOT))
        .toList();
  }

  static boolean isChunked(String coding) {
    return coding.equals("chunked");
  }

  /// The lengths over all lines, each as it was written. An empty line counts: it is no number.
  static List<String> lengths(Head head) {
    var lengths = new ArrayList<String>();
    for (String value : head.fields().values(CONTENT_LENGTH)) {
      for (String element : value.split(",", -1)) {
        lengths.add(Syntax.trim(element));
      }
    }
    return lengths;
  }

  /// The number that `text` begins with, or 0; never more than [Long#MAX_VALUE], which no body has.
  private static long leadingNumber(String text, Faults faults) {
    long number = 0;
    int start = text.startsWith("+") ? 1 : 0;
    for (int i = start; i < text.length() && Syntax.isDigit(text.charAt(i)); i++) {
      int digit = text.charAt(i) - '0';
      if (number > (Long.MAX_VALUE - digit) / 10 && !wraps(faults)) {
        return Long.MAX_VALUE;
      }
      number = number * 10 + digit;
    }
    return Math.max(0, number);
  }

  private static boolean wraps(Faults faults) {
    return faults.has(FramingFault.CONTENT_LENGTH_READ_LENIENTLY);
  }
}
