package dev.wireproof.wire.tcp;

import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/// One TCP connection, with or without TLS, with exact control over what leaves: each [#send] is
/// one write, Nagle's algorithm is off, nothing is retried.
///
/// A reader of its own takes what arrives as it arrives, so that times are true and a response that
/// precedes a reset is not lost. It stops at a bound until its octets are taken, as a slow client
/// would. Every wait ends with its event or with the deadline; a write that the peer does not take
/// is ended by closing the socket. Not for use by several senders at once.
public final class TcpConnection implements AutoCloseable {

  private final Transcript transcript;
  private final Channel channel;
  private final Socket socket;
  private final Inbox inbox = new Inbox();

  private TcpConnection(Socket socket, Transcript transcript, Channel channel) {
    this.socket = socket;
    this.transcript = transcript;
    this.channel = channel;
  }

  /// Connects, with the TLS handshake where `endpoint` asks for one.
  ///
  /// @throws IOException when nobody answers in time, or the handshake fails
  public static TcpConnection open(Endpoint endpoint, Transcript transcript) throws IOException {
    return open(endpoint, transcript, false);
  }

  /// Connects without reading: what arrives stays in the kernel until [#resumeReading].
  public static TcpConnection openPaused(Endpoint endpoint, Transcript transcript)
      throws IOException {
    return open(endpoint, transcript, true);
  }

  private static TcpConnection open(Endpoint endpoint, Transcript transcript, boolean paused)
      throws IOException {
    Socket plain = endpoint.network().socket();
    try {
      if (paused) {
        // a small window, so that a peer that writes without end is soon held up
        plain.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      }
      plain.connect(endpoint.address(), Math.toIntExact(endpoint.within().toMillis()));
      plain.setTcpNoDelay(true);
      Channel tcp = channel(plain, Ends.CLIENT_TO_TARGET, transcript);
      var connection =
          endpoint.tls().isPresent()
              ? encrypted(plain, tcp, endpoint, transcript)
              : new TcpConnection(plain, transcript, tcp);
      connection.inbox.pause(paused);
      connection.start("reader-" + plain.getLocalPort());
      return connection;
    } catch (IOException e) {
      plain.close();
      throw new IOException("cannot connect to " + hostPort(endpoint) + ": " + reason(e), e);
    }
  }

  private static TcpConnection encrypted(
      Socket plain, Channel tcp, Endpoint endpoint, Transcript transcript) throws IOException {
    try (var _ = Watchdog.closing(plain, endpoint.within())) {
      SSLSocket socket = endpoint.tls().orElseThrow().over(plain);
      Channel tls = tcp.over(Channel.TLS);
      String alpn = socket.getApplicationProtocol();
      String version = socket.getSession().getProtocol();
      transcript.opened(tls, alpn == null || alpn.isEmpty() ? version : version + ", " + alpn);
      return new TcpConnection(socket, transcript, tls);
    } catch (IOException e) {
      transcript.ended(tcp, Side.HARNESS, How.ABANDONED, "no TLS: " + reason(e));
      throw e;
    }
  }

  /// A connection that a listener of ours has accepted; from here on it is used like any other.
  public static TcpConnection accepted(Socket socket, Transcript transcript) throws IOException {
    socket.setTcpNoDelay(true);
    Channel tcp = channel(socket, Ends.TARGET_TO_BACKEND, transcript);
    var connection = new TcpConnection(socket, transcript, tcp);
    connection.start("reader-of-" + socket.getPort());
    return connection;
  }

  private static Channel channel(Socket socket, Ends ends, Transcript transcript) {
    Channel tcp =
        transcript.channel(
            Channel.TCP,
            ends,
            Address.of(socket.getLocalSocketAddress()),
            Address.of(socket.getRemoteSocketAddress()));
    transcript.opened(tcp, "");
    return tcp;
  }

  private void start(String name) {
    Thread.ofVirtual().name(name).start(this::readAll);
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

  /// The channel on which its octets are recorded: the innermost layer.
  public Channel channel() {
    return channel;
  }

  public Transcript transcript() {
    return transcript;
  }

  /// Writes all octets in one write.
  ///
  /// @param decoded what they mean, for people
  /// @return false when the peer had closed or reset the connection, or did not read in time; what
  ///   it sent before that is still to be read
  public boolean send(Octets octets, Duration within, Decoded... decoded) {
    transcript.sent(channel, octets, decoded);
    try (var _ = Watchdog.closing(socket, within)) {
      socket.getOutputStream().write(octets.toArray());
      return true;
    } catch (IOException e) {
      transcript.note("could not send: " + reason(e));
      return false;
    }
  }

  /// Closes the sending side (FIN; under TLS a close_notify) and goes on reading.
  public void finishSending() {
    How how = channel.carrier().isPresent() ? How.CLOSE_NOTIFY : How.FIN;
    transcript.ended(channel, Side.HARNESS, how, "");
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      transcript.note("could not close the sending side: " + reason(e));
    }
  }

  /// Ends the connection with a reset (RST) instead of a FIN.
  public void reset() {
    transcript.ended(channel.lowest(), Side.HARNESS, How.RST, "");
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      transcript.note("was already closed: " + reason(e));
    }
    end();
  }

  /// Leaves what arrives in the kernel, as a client that does not read.
  public void pauseReading() {
    inbox.pause(true);
  }

  public void resumeReading() {
    inbox.pause(false);
  }

  /// The next thing that arrived or arrives before the deadline. [Arrival.Finished] and
  /// [Arrival.Broken] are final: they are returned again and again.
  public Arrival next(Deadline deadline) {
    return inbox.next(deadline);
  }

  /// Waits until the peer has closed or reset the connection, whatever else it sent before.
  ///
  /// @return how it ended, or [Arrival.Nothing] when it did not before the deadline
  public Arrival awaitEnd(Deadline deadline) {
    return inbox.awaitEnd(deadline);
  }

  private void readAll() {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = socket.getInputStream();
      while (inbox.awaitRoom()) {
        int n = in.read(buffer);
        if (n < 0) {
          finished(channel.carrier().isPresent() ? How.CLOSE_NOTIFY : How.FIN);
          return;
        }
        Octets octets = Octets.of(buffer, 0, n);
        inbox.put(new Arrival.Data(octets, transcript.received(channel, octets)));
      }
    } catch (IOException e) {
      if (TlsClient.isTruncation(e)) {
        finished(How.TRUNCATED);
      } else {
        broken(e);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void finished(How how) {
    inbox.put(new Arrival.Finished(how, ended(channel, Side.PEER, how, "")));
  }

  private void broken(IOException e) {
    long event =
        e instanceof SSLException
            ? ended(channel, Side.PEER, How.BROKEN, reason(e))
            : socket.isClosed()
                ? ended(channel, Side.HARNESS, How.ABANDONED, reason(e))
                : ended(channel.lowest(), Side.PEER, How.RST, reason(e));
    inbox.put(new Arrival.Broken(reason(e), event));
  }

  /// What happens after we have closed is our own doing.
  private long ended(Channel where, Side by, How how, String why) {
    return inbox.isClosed() ? -1 : transcript.ended(where, by, how, why);
  }

  @Override
  public void close() {
    if (!socket.isClosed()) {
      transcript.ended(channel, Side.HARNESS, How.ABANDONED, "");
    }
    end();
  }

  private void end() {
    inbox.close();
    try (var _ = Watchdog.closing(socket, Duration.ofSeconds(1))) {
      socket.close();
    } catch (IOException e) {
      transcript.note("closing failed: " + reason(e));
    }
  }
}
