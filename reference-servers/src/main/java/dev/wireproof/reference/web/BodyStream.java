package dev.wireproof.reference.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A response body that goes out piece by piece, at once: each in a chunk of its own (RFC 9112
/// §7.1), or as it is. Not for use by several threads at a time.
public final class BodyStream implements AutoCloseable {

  private final Exchange.Connection connection;
  private final boolean chunked;
  private boolean ended;

  BodyStream(Exchange.Connection connection, boolean chunked) {
    this.connection = connection;
    this.chunked = chunked;
  }

  /// Sends a piece; an empty one sends nothing.
  ///
  /// @throws IOException when the client has left
  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  public void write(byte[] piece) throws IOException {
    if (!chunked) {
      connection.write(piece, new byte[0]);
    } else if (piece.length > 0) {
      byte[] size =
          (Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      byte[] chunk = new byte[size.length + piece.length + 2];
      System.arraycopy(size, 0, chunk, 0, size.length);
      System.arraycopy(piece, 0, chunk, size.length, piece.length);
      chunk[chunk.length - 2] = '\r';
      chunk[chunk.length - 1] = '\n';
      connection.write(chunk, new byte[0]);
    }
  }

  /// Ends the body; after chunks the connection can then serve another exchange.
  @Override
  public void close() throws IOException {
    if (chunked && !ended) {
      ended = true;
      connection.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII), new byte[0]);
    }
  }
}
