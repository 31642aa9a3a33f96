package dev.wireproof.reference.http1;

import dev.wireproof.reference.ReferenceServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A socket and nothing more: what is sent is what the test says, one octet per character.
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 5000;
  private static final int A_MOMENT_MILLIS = 1000;
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.1 (\\d{3}) [^\\r\\n]*\\r\\n");
  private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n");

  private final Socket socket = new Socket();
  private final InputStream in;

  RawClient(ReferenceServer server) throws IOException {
    this(server.address());
  }

  RawClient(InetSocketAddress address) throws IOException {
    socket.connect(address, PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
  }

  /// Sends everything at once, finishes sending, and returns everything that comes back.
  static String all(ReferenceServer server, String octets) throws IOException {
    try (var client = new RawClient(server)) {
      client.send(octets).finish();
      return client.rest();
    }
  }

  /// The status codes in what a server sent, in order.
  static List<Integer> statuses(String answers) {
    return STATUS_LINE
        .matcher(answers)
        .results()
        .map(line -> Integer.valueOf(line.group(1)))
        .toList();
  }

  RawClient send(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  RawClient finish() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /// All that comes until the server closes.
  ///
  /// @throws IOException when it does not, or resets the connection
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /// One header section; empty when the server has closed instead.
  String head() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        return head.toString();
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  /// One response that is delimited by Content-Length.
  String response() throws IOException {
    String head = head();
    Matcher length = LENGTH.matcher(head);
    return length.find() ? head + octets(Integer.parseInt(length.group(1))) : head;
  }

  String octets(int count) throws IOException {
    var octets = new ByteArrayOutputStream();
    octets.write(in.readNBytes(count));
    return octets.toString(StandardCharsets.ISO_8859_1);
  }

  /// Whether the server has closed its side; waits for that.
  boolean isFinished() throws IOException {
    return in.read() < 0;
  }

  /// What the server does next: a status code, `FIN`, `RST`, or `silence` when it does nothing for
  /// a moment.
  String next() throws IOException {
    socket.setSoTimeout(A_MOMENT_MILLIS);
    try {
      String response = response();
      return response.isEmpty() ? "FIN" : String.valueOf(statuses(response).getFirst());
    } catch (SocketTimeoutException _) {
      return "silence";
    } catch (SocketException _) {
      return "RST";
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
