package dev.wireproof.reference.http1.connection;

import dev.wireproof.reference.http1.codec.RequestInput;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/// Ends a connection so that the last response arrives (RFC 9112 §9.6).
///
/// A socket that is closed with octets unread sends a reset, and a reset makes the client's kernel
/// throw away what the client has not read yet. So the sending side is closed first, and what the
/// client still sends is read and dropped until it closes too.
final class LingeringClose {

  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final int MOST = 8 * 1024 * 1024;

  private LingeringClose() {}

  static void of(Socket socket, RequestInput input) throws IOException {
    socket.shutdownOutput();
    drain(input, LONGEST);
    socket.close();
  }

  /// Drops what arrives until the client finishes, the time is over or it is too much.
  static void drain(RequestInput input, Duration within) throws IOException {
    byte[] dropped = new byte[16 * 1024];
    input.allow(within);
    int total = 0;
    while (total < MOST) {
      int read = input.read(dropped, 0, dropped.length);
      if (read < 0) {
        return;
      }
      total += read;
    }
  }
}
