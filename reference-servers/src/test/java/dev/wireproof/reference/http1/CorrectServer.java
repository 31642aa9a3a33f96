package dev.wireproof.reference.http1;

import static dev.wireproof.reference.http1.RawClient.statuses;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// A server without any fault for the tests of one class.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CorrectServer {

  static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /// A request that is answered with 204 and closes: where it is answered too, framing survived.
  static final String SENTINEL = "GET /empty HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  final Http1Server server = start();

  private static Http1Server start() {
    try {
      return Http1Server.start(ANY_PORT, Set.of());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterAll
  void close() {
    server.close();
  }

  String all(String octets) throws IOException {
    return RawClient.all(server, octets);
  }

  List<Integer> answers(String octets) throws IOException {
    return statuses(all(octets));
  }

  /// A GET of `/echo` with these further field lines, each with its end.
  static String echo(String fieldLines) {
    return "GET /echo HTTP/1.1\r\nHost: a\r\n" + fieldLines + "\r\n";
  }

  /// A POST to `/echo` with these field lines and this body, then the sentinel.
  static String post(String fieldLines, String body) {
    return "POST /echo HTTP/1.1\r\nHost: a\r\n" + fieldLines + "\r\n" + body + SENTINEL;
  }
}
