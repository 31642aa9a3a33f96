package dev.wireproof.reference.http1;

import dev.wireproof.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Reads a chunked body: chunks, the last chunk, the trailer section (RFC 9112 §7.1).
final class ChunkedReader {

  private static final int MOST_CHUNK_LINE = 4096;

  private final BodyReader body;
  private final LineReader lines;
  private final Faults faults;
  private final Limits limits;

  ChunkedReader(BodyReader body, LineReader lines, Faults faults, Limits limits) {
    this.body = body;
    this.lines = lines;
    this.faults = faults;
    this.limits = limits;
  }

  Body read() throws IOException, Refused {
    var content = new ByteArrayOutputStream();
    int extensions = 0;
    while (true) {
      String line = lines.line(MOST_CHUNK_LINE, LimitCheck.CHUNK_LINES_FIT);
      faults.examine(line, ChunkLineCheck.values());
      extensions += line.indexOf(';') < 0 ? 0 : line.length();
      if (extensions > limits.head()) {
        faults.refuse(LimitCheck.CHUNK_LINES_FIT);
        throw Refused.breaking(LimitCheck.CHUNK_LINES_FIT);
      }
      long size = size(line);
      if (size == 0) {
        return new Body(Octets.of(content.toByteArray()), trailers(line));
      }
      body.requireRoom(size > limits.body() ? size : content.size() + size);
      body.copy(size, content);
      if (!lines.line(0, BodyCheck.CHUNK_ENDS_WITH_CRLF).isEmpty()) {
        faults.refuse(BodyCheck.CHUNK_ENDS_WITH_CRLF);
      }
    }
  }

  private Fields trailers(String lastLine) throws IOException, Refused {
    return faults.has(FramingFault.CHUNK_SIZE_READ_LENIENTLY) && sizeDigits(lastLine).isEmpty()
        ? Fields.NONE
        : new FieldReader(lines, faults).section(limits.head(), LimitCheck.TRAILERS_FIT);
  }

  /// The size that a chunk line begins with; [Long#MAX_VALUE] when it does not fit in a number.
  private long size(String line) {
    long size = 0;
    for (char digit : sizeDigits(line).toCharArray()) {
      if (size > Long.MAX_VALUE >> 4 && !wraps()) {
        return Long.MAX_VALUE;
      }
      size = (size << 4) + Character.digit(digit, 16);
    }
    return Math.max(0, size);
  }

  private boolean wraps() {
    return faults.has(FramingFault.CHUNK_SIZE_READ_LENIENTLY);
  }

  /// Every hexadecimal digit before the extensions: in a checked line, just the size.
  private static String sizeDigits(String line) {
    int end = line.indexOf(';');
    return (end < 0 ? line : line.substring(0, end))
        .codePoints()
        .filter(Syntax::isHexDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
