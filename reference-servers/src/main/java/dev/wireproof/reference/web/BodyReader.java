package dev.wireproof.reference.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the bodies of a connection's requests: by their length or in chunks (RFC 9112 §6, §7).
final class BodyReader {

  private static final byte[] NOTHING = new byte[0];

  private final RequestReader lines;
  private final Incoming in;
  private final Runnable before;
  private final WebSettings settings;
  private final SharedResources shared;

  /// @param before sends 100 (Continue) to a client that waits for it
  BodyReader(
      RequestReader lines,
      Incoming in,
      Runnable before,
      WebSettings settings,
      SharedResources shared) {
    this.lines = lines;
    this.in = in;
    this.before = before;
    this.settings = settings;
    this.shared = shared;
  }

  /// The body that these fields announce.
  ///
  /// @throws Problem when it cannot be read, or is too large; nothing can follow it
  byte[] read(Map<String, List<String>> fields) throws IOException, InterruptedException, Problem {
    boolean chunked = fields.containsKey("transfer-encoding");
    String length = fields.getOrDefault("content-length", List.of("0")).getFirst();
    if (chunked ? fields.containsKey("content-length") : !length.matches("\\d{1,18}")) {
      throw new Problem(400, "The length of the body is not clear.");
    }
    if (settings.has(WebFault.LEAVES_OTHER_TYPES_UNREAD) && isOfOtherType(fields)) {
      return NOTHING;
    }
    int octets = chunked ? 0 : bounded(Long.parseLong(length), 0);
    if (!chunked && octets == 0) {
      return NOTHING;
    }
    if (fields.containsKey("expect")) {
      before.run();
    }
    shared.lockBody();
    try {
      return chunked ? chunks() : octets(octets);
    } finally {
      shared.unlockBody();
    }
  }

  private static boolean isOfOtherType(Map<String, List<String>> fields) {
    String type = String.join(",", fields.getOrDefault("content-type", List.of()));
    return !type.isEmpty()
        && !type.toLowerCase(Locale.ROOT).matches("application/(json|octet-stream)\\b.*");
  }

  /// The size of a body, or of a chunk of one.
  private int bounded(long announced, int already) throws Problem {
    long octets = settings.has(WebFault.LENGTH_IN_32_BITS) ? (int) announced : announced;
    if (already + octets > settings.bodyLimit()) {
      throw new Problem(413, "The body is larger than " + settings.bodyLimit() + " octets.");
    }
    return (int) octets;
  }

  private byte[] octets(int n) throws IOException, InterruptedException {
    if (n > 0 && settings.has(WebFault.BODY_IS_ONE_READ)) {
      return in.readSome(n);
    }
    if (settings.has(WebFault.DECODES_EACH_READ)) {
      return decodedPieces(n);
    }
    return settings.has(WebFault.TAKES_CUT_BODIES) ? in.readUntilEnd(n) : in.read(n);
  }

  private byte[] decodedPieces(int n) throws IOException, InterruptedException {
    var text = new StringBuilder();
    for (int got = 0; got < n; ) {
      byte[] some = in.readSome(n - got);
      if (some.length == 0) {
        throw new EOFException("the client left in the middle of a body");
      }
      text.append(new String(some, StandardCharsets.UTF_8));
      got += some.length;
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] chunks() throws IOException, InterruptedException, Problem {
    var body = new ByteArrayOutputStream();
    if (settings.has(WebFault.KNOWS_NO_CHUNKS)) {
      return NOTHING;
    }
    while (true) {
      String size = lines.line().orElse("").split(";", 2)[0].strip();
      if (!size.matches("[0-9A-Fa-f]{1,15}")) {
        throw new Problem(400, "A chunk begins with its size.");
      }
      long announced = Long.parseLong(size, 16);
      if (announced == 0) {
        lines.fields();
        return body.toByteArray();
      }
      boolean counts = !settings.has(WebFault.CHUNKS_NOT_COUNTED);
      body.write(in.read(bounded(announced, counts ? body.size() : 0)));
      lines.line();
    }
  }
}
