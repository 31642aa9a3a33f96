package dev.wireproof.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// A small server of HTTP/1.1 that cannot bear one input: a Content-Length of `+5`.
final class FrailServer {

  /// What the input does to it.
  enum Weakness {
    NONE,
    CRASHES,
    HANGS,
    SPINS
  }

  private final Weakness weakness;
  private final AtomicBoolean stuck = new AtomicBoolean();
  private final AtomicLong turns = new AtomicLong();
  private final CountDownLatch never = new CountDownLatch(1);

  private FrailServer(Weakness weakness) {
    this.weakness = weakness;
  }

  public static void main(String[] args) throws IOException {
    var server = new FrailServer(Weakness.valueOf(args[0].toUpperCase(Locale.ROOT)));
    InetAddress host = InetAddress.getByName(System.getenv("HOST"));
    try (var listener = new ServerSocket(Integer.parseInt(System.getenv("PORT")), 512, host)) {
      while (true) {
        Socket client = listener.accept();
        Thread.ofPlatform().daemon().start(() -> server.serve(client));
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      while (answer(in, client)) {
        // the next request
      }
      client.shutdownOutput();
      client.setSoTimeout(500);
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | InterruptedException _) {
      // the client left
    }
  }

  /// Whether the connection goes on.
  private boolean answer(InputStream in, Socket client) throws IOException, InterruptedException {
    String head = head(in);
    if (head.isEmpty()) {
      return false;
    }
    if (head.contains("\r\nContent-Length: +5\r\n")) {
      fail();
    }
    if (stuck.get()) {
      never.await();
    }
    boolean legal =
        head.matches("(?s)(GET|HEAD|POST) /\\S* HTTP/1\\.1\r\nHost: [0-9.:]+\r\n.*")
            && head.split("\r\nHost:", -1).length == 2;
    String length = head.replaceFirst("(?s).*\r\nContent-Length: (\\d{1,4})\r\n.*", "$1");
    if (legal && !length.equals(head)) {
      in.readNBytes(Integer.parseInt(length));
    }
    boolean goesOn = legal && (!length.equals(head) || !head.contains("Content-Length"));
    String body = head.startsWith("HEAD ") ? "" : "ok";
    client
        .getOutputStream()
        .write(
            "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n%s\r\n%s"
                .formatted(
                    goesOn ? "200 OK" : "400 Bad Request",
                    goesOn ? "" : "Connection: close\r\n",
                    body)
                .getBytes(ISO_8859_1));
    return goesOn;
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0 && head.length() < 65_536) {
      int octet = in.read();
      if (octet < 0) {
        return "";
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  private void fail() throws InterruptedException {
    System.out.println("cannot read +5");
    switch (weakness) {
      case NONE -> {}
      case CRASHES -> Runtime.getRuntime().halt(7);
      case HANGS -> {
        stuck.set(true);
        never.await();
      }
      case SPINS -> {
        stuck.set(true);
        while (turns.incrementAndGet() > 0) {
          Thread.onSpinWait();
        }
      }
    }
  }
}
