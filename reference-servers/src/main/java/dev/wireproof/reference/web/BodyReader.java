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
  private final Manners manners;

  /// @param before tells a client that waits for it to go on (100 Continue)
  BodyReader(RequestReader lines, Incoming in, Runnable before, Manners manners) {
    this.lines = lines;
    this.in = in;
    this.before = before;
    this.manners = manners;
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
    if (manners.has(Habit.LEAVES_OTHER_TYPES_UNREAD) && isOfOtherType(fields)) {
      return NOTHING;
    }
    int octets = chunked ? 0 : bounded(Long.parseLong(length), 0);
    if (!chunked && octets == 0) {
      return NOTHING;
    }
    if (fields.containsKey("expect")) {
      before.run();
    }
    if (!manners.has(Habit.ONE_BODY_AT_A_TIME)) {
      return chunked ? chunks() : octets(octets);
    }
    manners.oneBody().lockInterruptibly();
    try {
      return chunked ? chunks() : octets(octets);
    } finally {
      manners.oneBody().unlock();
    }
  }

  private static boolean isOfOtherType(Map<String, List<String>> fields) {
    String type = String.join(",", fields.getOrDefault("content-type", List.of()));
    return !type.isEmpty()
        && !type.toLowerCase(Locale.ROOT).matches("application/(json|octet-stream)\\b.*");
  }

  /// The size of a body, or of a chunk of one.
  private int bounded(long announced, int already) throws Problem {
    long octets = manners.has(Habit.LENGTH_IN_32_BITS) ? (int) announced : announced;
    if (already + octets > manners.bodyLimit()) {
      throw new Problem(413, "The body is larger than " + manners.bodyLimit() + " octets.");
    }
    return (int) octets;
  }

  private byte[] octets(int n) throws IOException, InterruptedException {
    if (n > 0 && manners.has(Habit.BODY_IS_ONE_READ)) {
      return in.readSome(n);
    }
    if (manners.has(Habit.DECODES_EACH_READ)) {
      return decodedPieces(n);
    }
    return manners.has(Habit.TAKES_CUT_BODIES) ? in.readUntilEnd(n) : in.read(n);
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
    if (manners.has(Habit.KNOWS_NO_CHUNKS)) {
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
      boolean counts = !manners.has(Habit.CHUNKS_NOT_COUNTED);
      body.write(in.read(bounded(announced, counts ? body.size() : 0)));
      lines.line();
    }
  }
}
