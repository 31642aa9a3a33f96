package dev.wireproof.reference.http1.connection;

import dev.wireproof.reference.http1.codec.ResponseWriter;
import dev.wireproof.reference.http1.codec.ServerLimits;
import dev.wireproof.reference.http1.fault.ConnectionFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.ResponseFault;
import dev.wireproof.wire.Octets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The octets that a client is sent. A client that does not take them in time is cut off: a blocked
/// write has no deadline of its own.
final class ResponseOutput {

  private static final Octets CRLF = Octets.latin1("\r\n");
  private static final Octets CONTINUE = Octets.latin1("HTTP/1.1 100 Continue\r\n");

  private final Socket socket;
  private final OutputStream out;
  private final Faults faults;
  private final ServerLimits limits;
  private final ScheduledExecutorService timer;

  ResponseOutput(Socket socket, Faults faults, ServerLimits limits, ScheduledExecutorService timer)
      throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.faults = faults;
    this.limits = limits;
    this.timer = timer;
    socket.setTcpNoDelay(sendsSmallSegmentsAtOnce());
  }

  void sendContinue() throws IOException {
    write(interim().plus(CRLF));
  }

  void send(ResponseWriter.Parts parts) throws IOException {
    if (joinsHeadAndBody()) {
      write(parts.head().plus(parts.body()));
    } else {
      write(parts.head());
      write(parts.body());
    }
  }

  private void write(Octets octets) throws IOException {
    Future<?> cut =
        timer.schedule(this::cutOff, limits.timeouts().send().toMillis(), TimeUnit.MILLISECONDS);
    try {
      out.write(octets.toArray());
    } finally {
      cut.cancel(false);
    }
  }

  /// The response 100 (Continue) up to its empty line: it has no content and so no length.
  private Octets interim() {
    if (faults.has(ResponseFault.CONTINUE_CLAIMS_LENGTH)) {
      return CONTINUE.plus(Octets.latin1("Content-Length: 0\r\n"));
    }
    return faults.has(ResponseFault.CONTINUE_CLAIMS_CHUNKS)
        ? CONTINUE.plus(Octets.latin1("Transfer-Encoding: chunked\r\n"))
        : CONTINUE;
  }

  private void cutOff() {
    try {
      socket.close();
    } catch (IOException _) {
      // it was closing anyway
    }
  }

  /// With Nagle's algorithm on, a second small segment waits for the acknowledgement of the first
  /// (RFC 9293 §3.7.4), and the client delays that one.
  private boolean sendsSmallSegmentsAtOnce() {
    return !faults.has(ConnectionFault.NAGLE_ON_WITH_TWO_WRITES);
  }

  private boolean joinsHeadAndBody() {
    return !faults.has(ConnectionFault.NAGLE_ON_WITH_TWO_WRITES);
  }
}
