package dev.wireproof.wire.http1;

import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Reader.Unframed;
import dev.wireproof.wire.http1.Http1Response.Framing;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the body of a response ends, as its head and its chunks say (RFC 9112 §6.3, §7.1).
final class BodyFraming {

  private static final Pattern CHUNK_SIZE =
      Pattern.compile("([0-9A-Fa-f]{1,7})[ \\t]*(?:;.*)?", Pattern.DOTALL);

  private BodyFraming() {}

  /// RFC 9112 §6.3, in its order.
  static Framing of(String method, int status, FieldLines fields) {
    if (method.equals("HEAD") || status / 100 == 1 || status == 204 || status == 304) {
      return Framing.NO_BODY;
    }
    if (method.equals("CONNECT") && status / 100 == 2) {
      return Framing.NO_BODY;
    }
    List<String> codings = fields.members("Transfer-Encoding");
    if (!codings.isEmpty()) {
      return codings.getLast().equals("chunked") ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
    }
    return fields.has("Content-Length") ? Framing.CONTENT_LENGTH : Framing.UNTIL_CLOSE;
  }

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
