package dev.wireproof.reports.evidence;

import dev.wireproof.wire.Event;
import java.util.ArrayList;
import java.util.List;

/// The packets of one TCP connection, as they must have been given what its two ends saw.
final class TcpConversation {

  private static final int MOST_SEGMENT = 32 * 1024;

  /// One end: its port, its next sequence number, whether it still sends.
  private static final class End {
    private final int port;
    private int next;
    private boolean finished;

    End(int port, int initial) {
      this.port = port;
      this.next = initial;
    }
  }

  private final End harness;
  private final End target;
  private final List<byte[]> packets = new ArrayList<>();
  private boolean open;
  private boolean over;

  TcpConversation(int harnessPort, int targetPort) {
    this.harness = new End(harnessPort, 1_000_000);
    this.target = new End(targetPort, 2_000_000);
  }

  /// The packets that an event stands for, in order; none for remarks and silence, and none once
  /// the connection was reset.
  List<byte[]> packets(Event event) {
    packets.clear();
    if (over) {
      return List.of();
    }
    switch (event.kind()) {
      case CONNECTED -> handshake();
      case SENT -> data(harness, target, event);
      case RECEIVED -> data(target, harness, event);
      case HALF_CLOSED -> finish(harness, target);
      case FINISHED -> finish(target, harness);
      case RESET -> reset(target, harness);
      case CLOSED -> {
        if (event.text().startsWith("RST")) {
          reset(harness, target);
        } else {
          finish(harness, target);
        }
      }
      case SILENCE, NOTE, PROCESS -> {}
    }
    return List.copyOf(packets);
  }

  private void handshake() {
    if (open) {
      return;
    }
    open = true;
    packet(harness, target, Packet.SYN, new byte[0]);
    harness.next++;
    packet(target, harness, Packet.SYN | Packet.ACK, new byte[0]);
    target.next++;
    packet(harness, target, Packet.ACK, new byte[0]);
  }

  private void data(End from, End to, Event event) {
    handshake();
    int kept = event.octets().size();
    for (int at = 0; at < kept; at += MOST_SEGMENT) {
      byte[] part = event.octets().slice(at, at + MOST_SEGMENT).toArray();
      packet(from, to, Packet.PSH | Packet.ACK, part);
      from.next += part.length;
    }
    // what was not kept leaves a gap in the numbers
    from.next += (int) (event.size() - kept);
  }

  private void finish(End from, End to) {
    handshake();
    if (!from.finished) {
      from.finished = true;
      packet(from, to, Packet.FIN | Packet.ACK, new byte[0]);
      from.next++;
      packet(to, from, Packet.ACK, new byte[0]);
    }
  }

  private void reset(End from, End to) {
    handshake();
    packet(from, to, Packet.RST | Packet.ACK, new byte[0]);
    over = true;
  }

  private void packet(End from, End to, int flags, byte[] payload) {
    packets.add(Packet.tcp(from.port, to.port, from.next, to.next, flags, payload));
  }
}
