package dev.wireproof.wire.tcp;

import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Event.Kind;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One TCP connection, seen from the client, with exact control over what leaves: each [#send] is
/// one write, Nagle's algorithm is off, nothing is retried.
///
/// A reader of its own takes what arrives as it arrives, so that times are true and a response that
/// precedes a reset is not lost. It stops at a bound until its octets are taken, as a slow client
/// would. Every wait ends with its event or with the deadline; a write that the peer does not take
/// is ended by closing the socket. Not for use by several senders at once.
public final class TcpConnection implements AutoCloseable {

  private static final int MOST_UNREAD = 1 << 20;

  private final Transcript transcript;
  private final int number;
  private final Socket socket;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private int unread;
  private boolean paused;
  private boolean closed;

  private TcpConnection(Socket socket, Transcript transcript, int number) {
    this.socket = socket;
    this.transcript = transcript;
    this.number = number;
  }

  /// Connects, with the TLS handshake where `endpoint` asks for one.
  ///
  /// @throws IOException when nobody answers in time, or the handshake fails
  public static TcpConnection open(Endpoint endpoint, Transcript transcript) throws IOException {
    return open(endpoint, transcript, false);
  }

  /// Connects without reading: what arrives stays in the kernel until [#resumeReading].
  public static TcpConnection openPaused(Endpoint endpoint, Transcript transcript) throws IOException {
    return open(endpoint, transcript, true);
  }

  private static TcpConnection open(Endpoint endpoint, Transcript transcript, boolean paused)
      throws IOException {
    int number = transcript.nextConnection();
    Socket plain = endpoint.network().socket();
    try {
      if (paused) {
        // a small window, so that a peer that writes without end is soon held up
        plain.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      }
      plain.connect(endpoint.address(), Math.toIntExact(endpoint.within().toMillis()));
      plain.setTcpNoDelay(true);
      Socket socket = plain;
      if (endpoint.tls().isPresent()) {
        try (var _ = Watchdog.closing(plain, endpoint.within())) {
          socket = endpoint.tls().get().over(plain);
        }
      }
      transcript.add(number, Kind.CONNECTED, "connected to " + hostPort(endpoint));
      var link = new TcpConnection(socket, transcript, number);
      link.paused = paused;
      Thread.ofVirtual().name("reader-" + socket.getLocalPort()).start(link::readAll);
      return link;
    } catch (IOException e) {
      plain.close();
      throw new IOException("cannot connect to " + hostPort(endpoint) + ": " + reason(e), e);
    }
  }

  /// A connection that a listener of ours has accepted; from here on it is used like any other.
  public static TcpConnection accepted(Socket socket, Transcript transcript) throws IOException {
    socket.setTcpNoDelay(true);
    int number = transcript.nextConnection();
    transcript.add(number, Kind.CONNECTED, "accepted from port " + socket.getPort());
    var link = new TcpConnection(socket, transcript, number);
    Thread.ofVirtual().name("reader-of-" + socket.getPort()).start(link::readAll);
    return link;
  }

  private static String hostPort(Endpoint endpoint) {
    String host = endpoint.address().getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + endpoint.address().getPort();
  }

  static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  public int localPort() {
    return socket.getLocalPort();
  }

  /// Which connection of the transcript this is, from 1.
  public int number() {
    return number;
  }

  /// Writes all octets in one write.
  ///
  /// @return false when the peer had closed or reset the connection, or did not read in time; what
  ///   it sent before that is still to be read
  public boolean send(Octets octets, Duration within) {
    transcript.add(number, Kind.SENT, octets);
    try (var _ = Watchdog.closing(socket, within)) {
      socket.getOutputStream().write(octets.toArray());
      return true;
    } catch (IOException e) {
      transcript.add(number, Kind.NOTE, "could not send: " + reason(e));
      return false;
    }
  }

  /// Closes the sending side (FIN; under TLS a close_notify) and goes on reading.
  public void finishSending() {
    transcript.add(number, Kind.HALF_CLOSED, "FIN: nothing more to send");
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      transcript.add(number, Kind.NOTE, "could not close the sending side: " + reason(e));
    }
  }

  /// Ends the connection with a reset (RST) instead of a FIN.
  public void reset() {
    transcript.add(number, Kind.CLOSED, "RST");
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      transcript.add(number, Kind.NOTE, "was already closed: " + reason(e));
    }
    end();
  }

  /// Leaves what arrives in the kernel, as a client that does not read.
  public void pauseReading() {
    setPaused(true);
  }

  public void resumeReading() {
    setPaused(false);
  }

  private void setPaused(boolean value) {
    lock.lock();
    try {
      paused = value;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The next thing that arrived or arrives before the deadline. [Arrival.Finished] and
  /// [Arrival.Broken] are final: they are returned again and again.
  public Arrival next(Deadline deadline) {
    lock.lock();
    try {
      while (arrivals.isEmpty()) {
        long left = deadline.nanosLeft();
        if (left == 0) {
          return new Arrival.Nothing(deadline.allowed());
        }
        changed.awaitNanos(left);
      }
      Arrival first = arrivals.element();
      if (first instanceof Arrival.Data(Octets octets)) {
        arrivals.remove();
        unread -= octets.size();
        changed.signalAll();
      }
      return first;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Arrival.Broken("the harness was interrupted");
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the peer has closed or reset the connection, whatever else it sent before.
  ///
  /// @return whether it did so before the deadline
  public boolean awaitEnd(Deadline deadline) {
    lock.lock();
    try {
      while (arrivals.stream().allMatch(Arrival.Data.class::isInstance)) {
        long left = deadline.nanosLeft();
        if (left == 0) {
          return false;
        }
        changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void readAll() {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = socket.getInputStream();
      while (awaitRoom()) {
        int n = in.read(buffer);
        if (n < 0) {
          put(new Arrival.Finished(), Kind.FINISHED, "FIN");
          return;
        }
        put(Octets.of(buffer, 0, n));
      }
    } catch (IOException e) {
      put(new Arrival.Broken(reason(e)), Kind.RESET, reason(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Blocks while paused or full; false once closed.
  private boolean awaitRoom() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && (paused || unread >= MOST_UNREAD)) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void put(Octets octets) {
    transcript.add(number, Kind.RECEIVED, octets);
    lock.lock();
    try {
      arrivals.add(new Arrival.Data(octets));
      unread += octets.size();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void put(Arrival end, Kind kind, String text) {
    lock.lock();
    try {
      if (!closed) {
        transcript.add(number, kind, text);
      }
      arrivals.add(end);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    if (!socket.isClosed()) {
      transcript.add(number, Kind.CLOSED, "closed by the harness");
    }
    end();
  }

  private void end() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try (var _ = Watchdog.closing(socket, Duration.ofSeconds(1))) {
      socket.close();
    } catch (IOException e) {
      transcript.add(number, Kind.NOTE, "closing failed: " + reason(e));
    }
  }
}
