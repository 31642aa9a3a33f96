package dev.wireproof.reports.evidence;

import dev.wireproof.wire.Address;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.Side;
import java.util.ArrayList;
import java.util.List;

/// The packets of one TCP connection, as they must have been given what the harness saw of it.
final class TcpConversation {

  private static final int MOST_SEGMENT = 32 * 1024;

  /// One end: where it is, its next sequence number, whether it still sends.
  private static final class End {
    private final Address address;
    private int next;
    private boolean finished;

    End(Address address, int initial) {
      this.address = address;
      this.next = initial;
    }
  }

  private final End opener;
  private final End listener;
  private final boolean openedByHarness;
  private final List<byte[]> packets = new ArrayList<>();
  private boolean open;
  private boolean over;

  /// @param openedByHarness whether the opener is the harness
  TcpConversation(Address opener, Address listener, boolean openedByHarness) {
    this.opener = new End(opener, 1_000_000);
    this.listener = new End(listener, 2_000_000);
    this.openedByHarness = openedByHarness;
  }

  private End end(Side side) {
    return (side == Side.HARNESS) == openedByHarness ? opener : listener;
  }

  private static Side other(Side side) {
    return side == Side.HARNESS ? Side.PEER : Side.HARNESS;
  }

  /// The packets that an event stands for, in order; none for silence, and none once the connection
  /// was reset.
  List<byte[]> packets(Event.OnChannel event) {
    packets.clear();
    if (over) {
      return List.of();
    }
    switch (event) {
      case Event.Opened _ -> handshake();
      case Event.Sent sent -> data(Side.HARNESS, sent);
      case Event.Received received -> data(Side.PEER, received);
      case Event.Ended ended -> end(ended);
      case Event.Silent _, Event.Keyed _ -> {}
    }
    return List.copyOf(packets);
  }

  private void end(Event.Ended ended) {
    if (ended.channel().stream().isPresent()) {
      return; // the others go on
    }
    if (ended.how() == Event.How.RST) {
      handshake();
      packet(ended.by(), Packet.RST | Packet.ACK, new byte[0]);
      over = true;
    } else {
      finish(ended.by());
    }
  }

  private void handshake() {
    if (open) {
      return;
    }
    open = true;
    Side first = openedByHarness ? Side.HARNESS : Side.PEER;
    packet(first, Packet.SYN, new byte[0]);
    opener.next++;
    packet(other(first), Packet.SYN | Packet.ACK, new byte[0]);
    listener.next++;
    packet(first, Packet.ACK, new byte[0]);
  }

  private void data(Side from, Event.Data event) {
    handshake();
    int kept = event.octets().size();
    for (int at = 0; at < kept; at += MOST_SEGMENT) {
      byte[] part = event.octets().slice(at, at + MOST_SEGMENT).toArray();
      packet(from, Packet.PSH | Packet.ACK, part);
      end(from).next += part.length;
    }
    // what was not kept leaves a gap in the numbers
    end(from).next += (int) (event.size() - kept);
  }

  private void finish(Side from) {
    handshake();
    End end = end(from);
    if (!end.finished) {
      end.finished = true;
      packet(from, Packet.FIN | Packet.ACK, new byte[0]);
      end.next++;
      packet(other(from), Packet.ACK, new byte[0]);
    }
  }

  private void packet(Side side, int flags, byte[] payload) {
    End from = end(side);
    End to = end(other(side));
    packets.add(Packet.tcp(from.address, to.address, from.next, to.next, flags, payload));
  }
}
