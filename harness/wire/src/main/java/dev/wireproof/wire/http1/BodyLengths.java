package dev.wireproof.wire.http1;

import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Reader.Unframed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The numbers that say how long a body or a chunk is (RFC 9112 §6.2, §7.1).
final class BodyLengths {

  private static final Pattern CHUNK_SIZE =
      Pattern.compile("([0-9A-Fa-f]{1,7})[ \\t]*(?:;.*)?", Pattern.DOTALL);

  private BodyLengths() {}

  static int contentLength(FieldLines fields) throws Unframed {
    String value = fields.members("Content-Length").stream().findFirst().orElse("");
    if (!value.matches("\\d{1,9}")) {
      throw new Unframed("Content-Length is “" + Octets.latin1(value).printable() + "”");
    }
    return Integer.parseInt(value);
  }

  static int chunkSize(Octets line) throws Unframed {
    Matcher size = CHUNK_SIZE.matcher(line.latin1());
    if (!size.matches()) {
      throw new Unframed("the chunk size line is “" + line + "”");
    }
    return Integer.parseInt(size.group(1), 16);
  }
}
