package dev.wireproof.reports.evidence;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.wire.Event;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An exchange as a capture file that Wireshark opens. The octets and times are those that the
/// harness saw; the packets around them are made up so that they carry them. Under TLS the octets
/// are the plaintext.
public final class Pcapng {

  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int INTERFACE = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int RAW_IP = 101;
  private static final int FIRST_CLIENT_PORT = 40_000;
  private static final int HTTP = 80;
  private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<Integer, TcpConversation> conversations = new HashMap<>();
  private final Instant began;
  private final int targetPort;
  private final boolean datagrams;

  private Pcapng(Instant began, int targetPort, boolean datagrams) {
    this.began = began;
    this.targetPort = targetPort;
    this.datagrams = datagrams;
  }

  /// The capture of one result; its times count from the start of the run.
  public static byte[] of(RunInfo run, Result result) {
    boolean datagrams =
        switch (result.of().topic().name()) {
          case "udp", "udp-echo", "quic", "http3", "webrtc" -> true;
          default -> false;
        };
    var capture = new Pcapng(run.started(), port(run, result), datagrams);
    capture.head();
    result.transcript().forEach(capture::event);
    return capture.out.toByteArray();
  }

  /// Plaintext gets the port of plaintext, so that it is not read as TLS.
  private static int port(RunInfo run, Result result) {
    boolean encrypted =
        run.target().startsWith("https:") || result.of().topic().name().equals("tls");
    return result.transcript().stream()
        .filter(event -> !encrypted && event.kind() == Event.Kind.CONNECTED)
        .map(event -> PORT.matcher(event.text()))
        .filter(Matcher::find)
        .mapToInt(match -> Integer.parseInt(match.group(1)))
        .filter(port -> port > 0 && port <= 65_535)
        .findFirst()
        .orElse(HTTP);
  }

  private void head() {
    ByteBuffer section = little(16).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0);
    block(SECTION_HEADER, octets(section.putLong(-1)), option(4, utf8("Wireproof")));
    byte[] link = octets(little(8).putShort((short) RAW_IP).putShort((short) 0).putInt(0));
    byte[] nanoseconds = {9};
    byte[] description = utf8("made from a transcript of the harness: plaintext, no real headers");
    block(
        INTERFACE,
        link,
        option(2, utf8("loopback")),
        option(3, description),
        option(9, nanoseconds));
  }

  private void event(Event event) {
    if (event.connection() == 0) {
      return;
    }
    List<byte[]> packets = datagrams ? datagram(event) : conversation(event).packets(event);
    for (byte[] packet : packets) {
      long missing = datagrams ? event.size() - event.octets().size() : 0;
      packet(event, packet, (int) Math.min(packet.length + missing, 65_535));
    }
  }

  private TcpConversation conversation(Event event) {
    return conversations.computeIfAbsent(
        event.connection(), number -> new TcpConversation(clientPort(number), targetPort));
  }

  private List<byte[]> datagram(Event event) {
    int client = clientPort(event.connection());
    byte[] payload = event.octets().toArray();
    return switch (event.kind()) {
      case SENT -> List.of(Packet.udp(client, targetPort, payload, event.size()));
      case RECEIVED -> List.of(Packet.udp(targetPort, client, payload, event.size()));
      default -> List.of();
    };
  }

  private static int clientPort(int connection) {
    return FIRST_CLIENT_PORT + connection % 20_000;
  }

  private void packet(Event event, byte[] packet, int length) {
    Instant at = began.plusNanos(event.nanos());
    long time = at.getEpochSecond() * 1_000_000_000L + at.getNano();
    ByteBuffer body = little(20 + padded(packet.length));
    body.putInt(0).putInt((int) (time >>> 32)).putInt((int) time);
    body.putInt(packet.length).putInt(length).put(packet);
    if (event.isCut()) {
      String comment = event.octets().size() + " of " + event.size() + " octets were kept";
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
