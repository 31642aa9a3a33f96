package dev.wireproof.reference.http1.codec;

import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.FramingFault;
import dev.wireproof.reference.http1.message.Framing;
import dev.wireproof.reference.http1.message.Head;
import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.Syntax;
import java.util.List;

/// Reads from a head where the body ends (RFC 9112 §6.3).
public final class FramingReader {
  private final Faults faults;

  public FramingReader(Faults faults) {
    this.faults = faults;
  }

  /// The framing that a head announces. The checks have been made: what is read leniently here can
  /// only be wrong in a server that forgot one of them.
  public Framing framing(Head head) {
    List<String> lengths = Framing.lengths(head);
    boolean hasLength = !lengths.isEmpty();
    boolean hasCoding = Framing.codings(head).stream().anyMatch(Framing::isChunked);
    if (hasCoding
        && !ignoresCoding(head)
        && !(hasLength && faults.has(FramingFault.CONTENT_LENGTH_WINS))) {
      return new Framing.Chunked();
    }
    return hasLength && !ignoresLength(head)
        ? new Framing.Length(length(lengths))
        : new Framing.None();
  }

  /// Any request may have a body, also one whose method gives it no meaning (RFC 9110 §9.3.1).
  private boolean ignoresLength(Head head) {
    return faults.has(FramingFault.UNWANTED_BODY_LEFT_UNREAD)
        && head.method().filter(FramingReader::mayDoWithoutBody).isPresent();
  }

  private boolean ignoresCoding(Head head) {
    return faults.has(FramingFault.UNWANTED_CHUNKS_LEFT_UNREAD)
        && head.method().filter(FramingReader::mayDoWithoutBody).isPresent();
  }

  private long length(List<String> lengths) {
    if (faults.has(FramingFault.REPEATED_LENGTHS_ADDED_UP)) {
      return lengths.stream().mapToLong(each -> leadingNumber(each)).sum();
    }
    String first = lengths.getFirst();
    return faults.has(FramingFault.LENGTH_READ_AS_OCTAL) && first.matches("0[0-7]+")
        ? Long.parseLong(first, 8)
        : leadingNumber(first);
  }

  private static boolean mayDoWithoutBody(Method method) {
    return method != Method.POST && method != Method.PUT && method != Method.PATCH;
  }

  /// The number that `text` begins with, or 0; never more than [Long#MAX_VALUE], which no body has.
  private long leadingNumber(String text) {
    long number = 0;
    int start = text.startsWith("+") ? 1 : 0;
    for (int i = start; i < text.length() && Syntax.isDigit(text.charAt(i)); i++) {
      int digit = text.charAt(i) - '0';
      if (number > (Long.MAX_VALUE - digit) / 10 && !wraps()) {
        return Long.MAX_VALUE;
      }
      number = number * 10 + digit;
    }
    return Math.max(0, number);
  }

  private boolean wraps() {
    return faults.has(FramingFault.CONTENT_LENGTH_READ_LENIENTLY);
  }
}
