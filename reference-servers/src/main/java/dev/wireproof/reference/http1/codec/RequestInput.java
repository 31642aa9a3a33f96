package dev.wireproof.reference.http1.codec;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The octets that a client sends, buffered, with one deadline over every wait for more of them.
public final class RequestInput {

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[16 * 1024];
  private int next;
  private int end;
  private long deadline;

  public RequestInput(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /// From now on, waiting ends after `within`.
  public void allow(Duration within) {
    deadline = System.nanoTime() + within.toNanos();
  }

  /// The next octet, or -1 when the client has finished sending.
  ///
  /// @throws SocketTimeoutException when the deadline passes first
  int read() throws IOException {
    return next < end || fill() ? buffer[next++] & 0xff : -1;
  }

  /// Gives back the octet that was read last.
  void unread() {
    next--;
  }

  /// Takes up to `length` octets; -1 when the client has finished sending.
  public int read(byte[] into, int offset, int length) throws IOException {
    if (next == end && !fill()) {
      return -1;
    }
    int taken = Math.min(length, end - next);
    System.arraycopy(buffer, next, into, offset, taken);
    next += taken;
    return taken;
  }

  /// How many octets are already here, in memory.
  int buffered() {
    return end - next;
  }

  /// Whether an octet is already here, in memory.
  boolean hasBuffered() {
    return next < end;
  }

  /// Whether what is in memory has the empty line that ends a head.
  public boolean hasBufferedHead() {
    return new String(buffer, next, end - next, StandardCharsets.ISO_8859_1).contains("\r\n\r\n");
  }

  /// Whether an octet is already here, in memory or in the kernel.
  public boolean hasMore() throws IOException {
    return hasBuffered() || in.available() > 0;
  }

  /// Waits for an octet without taking it; false when the client has finished sending.
  public boolean awaitMore() throws IOException {
    return hasBuffered() || fill();
  }

  /// Drops what has been read from the kernel but not yet taken.
  public void forget() {
    next = end;
  }

  private boolean fill() throws IOException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("deadline");
    }
    socket.setSoTimeout(Math.toIntExact(Math.min(left, Integer.MAX_VALUE)));
    int read = in.read(buffer);
    next = 0;
    end = Math.max(read, 0);
    return read > 0;
  }
}
