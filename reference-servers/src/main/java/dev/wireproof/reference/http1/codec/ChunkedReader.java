package dev.wireproof.reference.http1.codec;

import dev.wireproof.reference.http1.check.BodyCheck;
import dev.wireproof.reference.http1.check.ChunkLineCheck;
import dev.wireproof.reference.http1.check.InventedChunkRule;
import dev.wireproof.reference.http1.check.LimitCheck;
import dev.wireproof.reference.http1.check.LineCheck;
import dev.wireproof.reference.http1.check.Refused;
import dev.wireproof.reference.http1.fault.ChunkFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.FramingFault;
import dev.wireproof.reference.http1.message.Body;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Syntax;
import dev.wireproof.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads a chunked body: chunks, the last chunk, the trailer section (RFC 9112 §7.1).
final class ChunkedReader {

  private static final int MOST_CHUNK_LINE = 4096;
  private static final int ENDLESS = 1024 * 1024;

  private final BodyReader body;
  private final OctetLineReader lines;
  private final Faults faults;
  private final ServerLimits limits;

  ChunkedReader(BodyReader body, OctetLineReader lines, Faults faults, ServerLimits limits) {
    this.body = body;
    this.lines = lines;
    this.faults = faults;
    this.limits = limits;
  }

  Body read() throws IOException, Refused {
    var content = new ByteArrayOutputStream();
    int extensions = 0;
    for (int chunks = 1; ; chunks++) {
      requireRoomInTable(chunks);
      if (endsWithConnection() && body.isOver()) {
        return new Body(Octets.of(content.toByteArray()), Fields.NONE);
      }
      String line = chunkLine();
      faults.examine(line, ChunkLineCheck.values());
      faults.examineInvented(line, InventedChunkRule.values());
      extensions += line.indexOf(';') < 0 ? 0 : line.length();
      if (extensions > limits.head() && !hasNoBound()) {
        faults.refuse(LimitCheck.CHUNK_LINES_FIT);
        throw Refused.breaking(LimitCheck.CHUNK_LINES_FIT);
      }
      long size = size(line);
      if (size == 0) {
        return new Body(Octets.of(content.toByteArray()), trailers(line));
      }
      body.requireRoom(size > limits.body() ? size : content.size() + size);
      if (keepsLines()) {
        content.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
      body.copyChunk(size, content);
      endOfChunk();
    }
  }

  private void requireRoomInTable(int chunks) throws Refused {
    if (chunks > 256 && faults.has(ChunkFault.CHUNKS_COUNTED_TO_256)) {
      throw Refused.breaking(LimitCheck.CHUNK_LINES_FIT);
    }
  }

  private String chunkLine() throws IOException, Refused {
    int most = hasNoBound() ? ENDLESS : MOST_CHUNK_LINE;
    return lines.line(most, LimitCheck.CHUNK_LINES_FIT, LineCheck.CHUNK_LINE_ENDS_WITH_CRLF);
  }

  private void endOfChunk() throws IOException, Refused {
    int most = skipsOverrun() ? MOST_CHUNK_LINE : 0;
    var _ = lines.line(most, BodyCheck.CHUNK_ENDS_WITH_CRLF, LineCheck.CHUNK_DATA_ENDS_WITH_CRLF);
  }

  private boolean endsWithConnection() {
    return faults.has(ChunkFault.END_TAKEN_FOR_LAST_CHUNK);
  }

  private boolean hasNoBound() {
    return faults.has(ChunkFault.EXTENSION_WITHOUT_BOUND);
  }

  private boolean keepsLines() {
    return faults.has(ChunkFault.CHUNK_LINES_LEFT_IN_CONTENT);
  }

  private boolean skipsOverrun() {
    return faults.has(ChunkFault.CHUNK_OVERRUN_SKIPPED);
  }

  private Fields trailers(String lastLine) throws IOException, Refused {
    if (faults.has(FramingFault.CHUNK_SIZE_READ_LENIENTLY) && sizeDigits(lastLine).isEmpty()) {
      return Fields.NONE;
    }
    if (faults.has(ChunkFault.TRAILERS_TAKEN_FOR_A_REQUEST)) {
      return Fields.NONE;
    }
    if (faults.has(ChunkFault.TRAILERS_NOT_LOOKED_AT)) {
      skipLines();
      return Fields.NONE;
    }
    return new FieldReader(lines, faults).section(limits.head(), LimitCheck.TRAILERS_FIT);
  }

  private void skipLines() throws IOException, Refused {
    while (!lines.line(limits.head(), LimitCheck.TRAILERS_FIT).isEmpty()) {
      // whatever it says
    }
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
