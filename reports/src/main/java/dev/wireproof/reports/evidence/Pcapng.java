package dev.wireproof.reports.evidence;

import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Recording;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// A recording as a capture file that Wireshark opens. The octets and times are those that the
/// harness saw; the packets around them are made up so that they carry them. Where the octets of a
/// carrier were recorded they are what is in the packets, and what they carry is not said again;
/// where only the inner ones were, the packets carry those: under TLS, the plaintext.
public final class Pcapng {

  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int INTERFACE = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int SECRETS = 0x0a;
  private static final int TLS_KEY_LOG = 0x544c534b;
  private static final int RAW_IP = 101;
  private static final int FIRST_CLIENT_PORT = 40_000;

  /// Where nothing is known, and where plaintext must not be read as TLS.
  private static final int HTTP = 80;

  private static final String LOOPBACK = "127.0.0.1";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<Channel, TcpConversation> conversations = new HashMap<>();
  private final Set<Channel> carriersWithOctets = new HashSet<>();
  private final Set<Channel> encrypted = new HashSet<>();
  private final Instant began;

  private Pcapng(Instant began) {
    this.began = began;
  }

  /// The capture of one recording.
  ///
  /// @param began the time from which its times are counted
  public static byte[] of(Instant began, Recording recording) {
    var capture = new Pcapng(began);
    capture.head();
    for (Event event : recording.events()) {
      if (event instanceof Event.OnChannel on) {
        capture.survey(on);
      }
    }
    for (Event event : recording.events()) {
      if (event instanceof Event.OnChannel on) {
        capture.event(on);
      }
    }
    return capture.out.toByteArray();
  }

  /// Secrets stand before the packets that they open.
  private void survey(Event.OnChannel event) {
    Channel channel = event.channel();
    if (event instanceof Event.Data && channel.carrier().isEmpty()) {
      carriersWithOctets.add(channel);
    }
    if (channel.layer().equals(Channel.TLS)) {
      encrypted.add(channel.lowest());
    }
    if (event instanceof Event.Keyed(_, _, String log)) {
      byte[] lines = utf8(log);
      ByteBuffer body = little(8 + padded(lines.length));
      block(SECRETS, octets(body.putInt(TLS_KEY_LOG).putInt(lines.length).put(lines)));
    }
  }

  private void head() {
    ByteBuffer section = little(16).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0);
    block(SECTION_HEADER, octets(section.putLong(-1)), option(4, utf8("Wireproof")));
    byte[] link = octets(little(8).putShort((short) RAW_IP).putShort((short) 0).putInt(0));
    byte[] nanoseconds = {9};
    byte[] description = utf8("made from a transcript of the harness: no real headers");
    block(
        INTERFACE,
        link,
        option(2, utf8("harness")),
        option(3, description),
        option(9, nanoseconds));
  }

  private void event(Event.OnChannel event) {
    Channel carrier = event.channel().lowest();
    boolean inner = event.channel().carrier().isPresent();
    if (inner && event instanceof Event.Data && carriersWithOctets.contains(carrier)) {
      return;
    }
    if (carrier.layer().equals(Channel.UDP)) {
      if (event instanceof Event.Data data) {
        packet(event, datagram(carrier, data), data.size() - data.octets().size());
      }
      return;
    }
    TcpConversation conversation = conversations.computeIfAbsent(carrier, this::conversation);
    for (byte[] packet : conversation.packets(event)) {
      packet(event, packet, 0);
    }
  }

  private TcpConversation conversation(Channel carrier) {
    boolean byHarness = carrier.ends() != Ends.TARGET_TO_BACKEND;
    Address local = local(carrier);
    Address remote = remote(carrier);
    return new TcpConversation(byHarness ? local : remote, byHarness ? remote : local, byHarness);
  }

  private static byte[] datagram(Channel carrier, Event.Data data) {
    byte[] payload = data.octets().toArray();
    Address local = local(carrier);
    Address remote = known(carrier.remote(), HTTP);
    return data instanceof Event.Sent
        ? Packet.udp(local, remote, payload, data.size())
        : Packet.udp(remote, local, payload, data.size());
  }

  private static Address local(Channel carrier) {
    return known(carrier.local(), FIRST_CLIENT_PORT + carrier.number() % 20_000);
  }

  private Address remote(Channel carrier) {
    Address remote = known(carrier.remote(), HTTP);
    boolean plaintext = encrypted.contains(carrier) && !carriersWithOctets.contains(carrier);
    return plaintext ? new Address(remote.host(), HTTP) : remote;
  }

  private static Address known(Address address, int port) {
    return address.isKnown() ? address : new Address(LOOPBACK, port);
  }

  /// @param missing octets of the packet that were not kept
  private void packet(Event event, byte[] packet, long missing) {
    Instant at = began.plusNanos(event.nanos());
    long time = at.getEpochSecond() * 1_000_000_000L + at.getNano();
    int length = (int) Math.min(packet.length + missing, 65_535);
    ByteBuffer body = little(20 + padded(packet.length));
    body.putInt(0).putInt((int) (time >>> 32)).putInt((int) time);
    body.putInt(packet.length).putInt(length).put(packet);
    if (event instanceof Event.Data data && data.isCut()) {
      String comment = data.octets().size() + " of " + data.size() + " octets were kept";
      block(ENHANCED_PACKET, octets(body), option(1, utf8(comment)));
    } else {
      block(ENHANCED_PACKET, octets(body));
    }
  }

  private void block(int type, byte[] body, byte[]... options) {
    int end = options.length == 0 ? 0 : 4;
    int length = 12 + body.length + end;
    for (byte[] option : options) {
      length += option.length;
    }
    ByteBuffer block = little(length).putInt(type).putInt(length).put(body);
    for (byte[] option : options) {
      block.put(option);
    }
    out.writeBytes(octets(block.putInt(length - 4, length)));
  }

  private static byte[] option(int code, byte[] value) {
    ByteBuffer option = little(4 + padded(value.length));
    return octets(option.putShort((short) code).putShort((short) value.length).put(value));
  }

  private static int padded(int length) {
    return (length + 3) / 4 * 4;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The whole buffer: what was not filled is padding.
  private static byte[] octets(ByteBuffer buffer) {
    byte[] octets = new byte[buffer.capacity()];
    buffer.get(0, octets);
    return octets;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
