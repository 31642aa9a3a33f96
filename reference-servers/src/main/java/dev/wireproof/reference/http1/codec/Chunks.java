package dev.wireproof.reference.http1.codec;

import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/// The chunked form of a response's content (RFC 9112 §7.1).
final class Chunks {

  private static final int CHUNK = 512;
  private static final Octets CRLF = Octets.latin1("\r\n");

  private Chunks() {}

  static Octets of(Response response) {
    Octets content = response.content();
    List<Octets> parts = new ArrayList<>();
    for (int at = 0; at < content.size(); at += CHUNK) {
      Octets data = content.slice(at, at + CHUNK);
      parts.add(Octets.latin1(Integer.toHexString(data.size()) + "\r\n"));
      parts.add(data);
      parts.add(CRLF);
    }
    parts.add(Octets.latin1("0\r\n"));
    for (Fields.Line line : response.trailers().lines()) {
      parts.add(Octets.latin1(line.name() + ": " + line.value() + "\r\n"));
    }
    parts.add(CRLF);
    return Octets.join(parts);
  }
}
