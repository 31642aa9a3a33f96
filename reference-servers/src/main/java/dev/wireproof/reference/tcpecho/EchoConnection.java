package dev.wireproof.reference.tcpecho;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// One client: reads whatever comes, sends each line back when its LF is there.
final class EchoConnection implements Runnable {

  /// How often a silent connection looks whether the server is stopping.
  private static final int LOOK_MILLIS = 50;

  /// Longer beginnings of lines are not mixed up, not even by a fault.
  private static final int LEFTOVER_SHARED = 64;

  private static final int FEW_LINES = 4;

  private final Socket socket;
  private final SharedState shared;
  private final EchoFaults faults;
  private final PushbackInputStream in;
  private LineBuffer half = new LineBuffer();
  private int lines;
  private volatile boolean stopping;

  EchoConnection(Socket socket, SharedState shared) throws IOException {
    this.socket = socket;
    this.in = new PushbackInputStream(socket.getInputStream());
    this.shared = shared;
    this.faults = shared.faults();
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(LOOK_MILLIS);
      if (faults.has(EchoFault.GREETS)) {
        send(List.of("welcome\n".getBytes(StandardCharsets.US_ASCII)));
      }
      serve();
      if (faults.has(EchoFault.HALF_CLOSE_LINGERS) && !stopping) {
        shared.awaitEnd();
      }
    } catch (IOException _) {
      // the client reset the connection, or the server is ending
      if (lines < FEW_LINES && !stopping) {
        shared.wasReset();
      }
    }
  }

  private void serve() throws IOException {
    byte[] buffer = new byte[16 * 1024];
    while (!(stopping && !half.hasHalf())) {
      try {
        int n = in.read(buffer);
        if (n < 0) {
          return;
        }
        if (!echo(Arrays.copyOf(buffer, n))) {
          return;
        }
      } catch (SocketTimeoutException _) {
        // nothing came; are we stopping?
      }
    }
  }

  /// False when a fault wants the connection closed.
  private boolean echo(byte[] raw) throws IOException {
    byte[] chunk = faults.chunk(raw);
    List<byte[]> whole = buffer().take(chunk, chunk.length);
    if (faults.has(EchoFault.HALF_LINE_ECHOED)) {
      send(List.of(raw));
      return true;
    }
    if (faults.has(EchoFault.PIECES_FORGOTTEN)) {
      half.forget();
    }
    if (faults.has(EchoFault.FIRST_LINE_ONLY) && !whole.isEmpty()) {
      half.forget();
    }
    whole.forEach(shared::print);
    lines += whole.size();
    if (faults.has(EchoFault.HALF_CLOSE_DROPS_LINES) && isFinished()) {
      return false;
    }
    send(faults.lines(whole));
    return true;
  }

  /// The half line of this client, or of all of them.
  private LineBuffer buffer() {
    boolean shares =
        faults.has(EchoFault.SHARED_BUFFER)
            && lines == 0
            && shared.buffer().size() <= LEFTOVER_SHARED;
    if (shares) {
      half = shared.buffer();
    }
    return half;
  }

  /// Whether the client has finished sending.
  private boolean isFinished() throws IOException {
    try {
      int next = in.read();
      if (next >= 0) {
        in.unread(next);
      }
      return next < 0;
    } catch (SocketTimeoutException _) {
      return false;
    }
  }

  private void send(List<byte[]> whole) throws IOException {
    OutputStream out = socket.getOutputStream();
    if (faults.has(EchoFault.ONE_LOCK_FOR_ALL)) {
      shared.lock().lock();
      try {
        write(out, whole);
      } finally {
        shared.lock().unlock();
      }
    } else {
      write(out, whole);
    }
  }

  private static void write(OutputStream out, List<byte[]> whole) throws IOException {
    for (byte[] line : whole) {
      out.write(line);
    }
  }

  /// Lets it end after the line that has begun.
  void finish() {
    stopping = true;
  }

  /// Ends it at once.
  void cut() {
    stopping = true;
    try {
      socket.close();
    } catch (IOException _) {
      // it was closed already
    }
  }
}
