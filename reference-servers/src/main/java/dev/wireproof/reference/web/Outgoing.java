package dev.wireproof.reference.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What leaves on one connection: head and body of a response in one write.
final class Outgoing {

  private static final byte[] MORE =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nalive".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final WebSettings settings;

  Outgoing(OutputStream out, WebSettings settings) {
    this.out = out;
    this.settings = settings;
  }

  void write(byte[] head, byte[] body) throws IOException {
    boolean created = text(head).startsWith("HTTP/1.1 201");
    boolean miscounts = created && settings.has(WebFault.LENGTH_IN_CHARACTERS);
    out.write(joined(miscounts ? miscounted(head, body) : head, body));
    if (created && settings.has(WebFault.SAYS_MORE)) {
      out.write(MORE);
    }
  }

  private static byte[] joined(byte[] head, byte[] body) {
    if (body.length == 0) {
      return head;
    }
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  private static byte[] miscounted(byte[] head, byte[] body) {
    int characters = new String(body, StandardCharsets.UTF_8).length();
    return text(head)
        .replaceFirst("Content-Length: " + body.length, "Content-Length: " + characters)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] head) {
    return new String(head, StandardCharsets.UTF_8);
  }
}
