package dev.wireproof.reference.web;

import dev.wireproof.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads requests off a connection (RFC 9112 §2 to §7), within bounds.
final class RequestReader {

  private static final int MOST_LINE = 8 * 1024;
  private static final int MOST_LINES = 100;

  private final Incoming in;
  private final WebSettings settings;
  private final BodyReader bodies;
  private final Runnable begun;

  /// @param begun runs when the first octet of a request has come
  /// @param beforeBody sends 100 (Continue) to a client that waits for it
  RequestReader(
      Incoming in,
      Runnable begun,
      Runnable beforeBody,
      WebSettings settings,
      SharedResources shared) {
    this.in = in;
    this.begun = begun;
    this.settings = settings;
    this.bodies = new BodyReader(this, in, beforeBody, settings, shared);
  }

  /// The next request; nothing when the client closed between two.
  ///
  /// @throws Problem when it cannot be read; nothing can follow it
  Optional<Request> next() throws IOException, InterruptedException, Problem {
    if (in.awaitFirst()) {
      begun.run();
    }
    Optional<String> line = line();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String[] words = line.get().split(" ", -1);
    if (words.length != 3 || !words[2].matches("HTTP/1\\.[01]") || !words[1].startsWith("/")) {
      throw new Problem(400, "The request line is METHOD /TARGET HTTP/1.1.");
    }
    Map<String, List<String>> fields = fields();
    if (words[2].equals("HTTP/1.1") && fields.getOrDefault("host", List.of()).size() != 1) {
      throw new Problem(400, "A request has one Host.");
    }
    String[] target = words[1].split("\\?", 2);
    String connection =
        String.join(",", fields.getOrDefault("connection", List.of())).toLowerCase(Locale.ROOT);
    boolean keepsAlive =
        words[2].equals("HTTP/1.1")
            ? !connection.contains("close")
            : connection.contains("keep-alive");
    byte[] body = bodies.read(fields);
    if (settings.has(WebFault.FORGETS_REST_OF_READ)) {
      in.forget();
    }
    return Optional.of(
        new Request(
            words[0],
            target[0],
            target.length > 1 ? target[1] : "",
            fields,
            Octets.of(body),
            keepsAlive && !settings.has(WebFault.CLOSES_AFTER_ANSWER)));
  }

  /// The next line, without its end; nothing when there is none.
  Optional<String> line() throws IOException, InterruptedException, Problem {
    var line = new ByteArrayOutputStream();
    while (true) {
      int octet = in.read();
      if (octet < 0 && line.size() == 0) {
        return Optional.empty();
      }
      if (octet < 0) {
        throw new EOFException("the client left in the middle of a line");
      }
      if (octet == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
      }
      if (line.size() == MOST_LINE) {
        throw new Problem(431, "A line is too long.");
      }
      line.write(octet);
    }
  }

  /// A field section, up to its empty line.
  Map<String, List<String>> fields() throws IOException, InterruptedException, Problem {
    var fields = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < MOST_LINES; i++) {
      String line = line().orElseThrow(() -> new EOFException("the client left in a head"));
      if (line.isEmpty()) {
        return fields;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new Problem(400, "A field line is NAME: VALUE.");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(line.substring(colon + 1).strip());
    }
    throw new Problem(431, "There are too many fields.");
  }
}
