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
import dev.wireproof.wire.net.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/// A socket of datagrams to one peer: each [#send] is one datagram, each [Arrival.Data] another,
/// and an empty datagram is one too. Nothing is repeated, and nothing says that the peer is gone
/// but its host's word that nobody listens there.
public final class UdpSocket implements AutoCloseable {

  private static final int MOST = 65_535;

  private final Transcript transcript;
  private final Channel channel;
  private final DatagramChannel socket;
  private final Inbox inbox = new Inbox();

  private UdpSocket(DatagramChannel socket, Transcript transcript, Channel channel) {
    this.socket = socket;
    this.transcript = transcript;
    this.channel = channel;
  }

  /// Takes a free port for a path to a peer. Nothing travels yet.
  ///
  /// @throws IOException when there is no way to the peer's address
  public static UdpSocket open(Network network, InetSocketAddress peer, Transcript transcript)
      throws IOException {
    DatagramChannel socket = network.datagrams();
    try {
      socket.connect(peer);
      Channel channel =
          transcript.channel(
              Channel.UDP,
              Ends.CLIENT_TO_TARGET,
              Address.of(socket.getLocalAddress()),
              Address.of(socket.getRemoteAddress()));
      transcript.opened(channel, "");
      var udp = new UdpSocket(socket, transcript, channel);
      Thread.ofVirtual().name("reader-of-datagrams").start(udp::readAll);
      return udp;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  public Channel channel() {
    return channel;
  }

  /// Sends one datagram.
  ///
  /// @param decoded what it means, for people
  /// @return false when the system did not take it
  public boolean send(Octets datagram, Decoded... decoded) {
    transcript.sent(channel, datagram, decoded);
    try {
      return socket.write(ByteBuffer.wrap(datagram.toArray())) == datagram.size();
    } catch (PortUnreachableException _) {
      // the word came late, for a datagram before: the reader gets it too
      return false;
    } catch (IOException e) {
      transcript.note("could not send: " + TcpConnection.reason(e));
      return false;
    }
  }

  /// The next datagram that arrived or arrives before the deadline.
  public Arrival next(Deadline deadline) {
    return inbox.next(deadline);
  }

  private void readAll() {
    ByteBuffer buffer = ByteBuffer.allocate(MOST);
    try {
      while (inbox.awaitRoom()) {
        buffer.clear();
        // an empty datagram is read as if it were the end of a stream
        int n = Math.max(0, socket.read(buffer));
        Octets octets = Octets.of(buffer.array(), 0, n);
        inbox.put(new Arrival.Data(octets, transcript.received(channel, octets)));
      }
    } catch (AsynchronousCloseException _) {
      return; // by us
    } catch (ClosedChannelException _) {
      return; // by us, before it waited
    } catch (PortUnreachableException _) {
      broken("nobody listens there");
    } catch (IOException e) {
      broken(TcpConnection.reason(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void broken(String why) {
    inbox.put(new Arrival.Broken(why, transcript.ended(channel, Side.PEER, How.BROKEN, why)));
  }

  @Override
  public void close() {
    if (socket.isOpen()) {
      transcript.ended(channel, Side.HARNESS, How.ABANDONED, "");
    }
    inbox.close();
    try {
      socket.close();
    } catch (IOException e) {
      transcript.note("closing failed: " + TcpConnection.reason(e));
    }
  }
}
