package dev.wireproof.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.reports.Samples;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PcapngTest {

  /// A packet as a reader of the file sees it.
  private record Read(long nanos, int length, Octets all) {

    int u16(int at) {
      return ByteBuffer.wrap(all.toArray()).getShort(at) & 0xffff;
    }

    int i32(int at) {
      return ByteBuffer.wrap(all.toArray()).getInt(at);
    }

    /// `40001>8080 SA 2000000 1000001 0`.
    String tcp() {
      int flags = all.at(33);
      var names = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        names.append((flags & 1 << i) != 0 ? "FSRPA".charAt(i) : "");
      }
      int header = 20 + (all.at(32) & 0xf0) / 4;
      return u16(20)
          + ">"
          + u16(22)
          + " "
          + names
          + " "
          + Integer.toUnsignedString(i32(24))
          + " "
          + Integer.toUnsignedString(i32(28))
          + " "
          + (all.size() - header);
    }
  }

  static List<Result> results() {
    return Samples.results();
  }

  @ParameterizedTest
  @MethodSource("results")
  void everyPacketHasRightLengthsAndChecksums(Result result) {
    for (Read packet : read(capture(result))) {
      byte[] octets = packet.all().toArray();
      assertThat(octets[0]).isEqualTo((byte) 0x45);
      assertThat(packet.u16(2)).isEqualTo(packet.length());
      assertThat(sum(octets, 0, 20, 0)).isEqualTo(0xffff);
      int pseudo = 2 * (0x7f00 + 0x0001) + octets[9] + octets.length - 20;
      assertThat(sum(octets, 20, octets.length, pseudo)).isEqualTo(0xffff);
    }
  }

  @Test
  void aConnectionOpensTalksAndCloses() {
    assertThat(tcp(Samples.secondRequestCloses()))
        .containsExactly(
            "40001>8080 S 1000000 0 0",
            "8080>40001 SA 2000000 1000001 0",
            "40001>8080 A 1000001 2000001 0",
            "40001>8080 PA 1000001 2000001 40",
            "8080>40001 PA 2000001 1000041 40",
            "40001>8080 PA 1000041 2000041 40",
            "8080>40001 FA 2000041 1000081 0",
            "40001>8080 A 1000081 2000042 0",
            "40001>8080 FA 1000081 2000042 0",
            "8080>40001 A 2000042 1000082 0");
  }

  @Test
  void connectionsHavePortsOfTheirOwnAndAResetEndsOne() {
    List<String> packets = tcp(Samples.resetOnSecondConnection());

    assertThat(packets)
        .contains("8080>40001 RA 2000001 1000002 0", "40002>8080 RA 1000041 2000041 0");
    assertThat(packets).last().asString().startsWith("40002>8080 RA");
  }

  @Test
  void timesAreThoseOfTheExchange() {
    List<Read> packets = read(capture(Samples.secondRequestCloses()));
    long began = 1_772_615_411_123_456_789L;

    assertThat(packets.getFirst().nanos()).isEqualTo(began + 300_000);
    assertThat(packets.get(4).nanos()).isEqualTo(began + 1_100_000);
  }

  @Test
  void octetsThatWereNotKeptLeaveAGapInTheNumbers() {
    var result =
        Samples.result(
            Samples.secondRequestCloses().of(),
            new Verdict.Conforms(),
            new Event.Received(0, Samples.tcp(1), Octets.latin1("abc"), 1_000, List.of()),
            Samples.received(1, Samples.tcp(1), "d"));

    assertThat(tcp(result))
        .endsWith("8080>40001 PA 2000001 1000001 3", "8080>40001 PA 2001001 1000001 1");
    assertThat(new String(capture(result), StandardCharsets.UTF_8))
        .contains("3 of 1000 octets were kept");
  }

  @Test
  void datagramsStayDatagrams() {
    var of =
        Samples.about(
            "udp-echo.a.b",
            "c",
            Level.MUST,
            new TopicInfo("udp-echo", "UDP echo"),
            Property.FRAMING);
    var result =
        Samples.result(
            of,
            new Verdict.Conforms(),
            new Event.Opened(0, Samples.udp(1), ""),
            Samples.sent(1, Samples.udp(1), "ping"),
            new Event.Received(2, Samples.udp(1), Octets.latin1("pong"), 900, List.of()));

    List<Read> packets = read(capture(result));

    assertThat(packets).hasSize(2);
    assertThat(HexFormat.of().formatHex(packets.get(0).all().toArray(), 20, 26))
        .isEqualTo("9c41" + "2328" + "000c");
    assertThat(packets.get(1).length()).isEqualTo(928);
    assertThat(packets.get(1).all().size()).isEqualTo(32);
  }

  private static byte[] capture(Result result) {
    return Pcapng.of(Samples.run(List.of()).started(), result.recording());
  }

  private static List<String> tcp(Result result) {
    return read(capture(result)).stream().map(Read::tcp).toList();
  }

  private static List<Read> packets(Recording recording) {
    return read(Pcapng.of(Instant.EPOCH, recording));
  }

  private static String payload(Read packet) {
    int header = 20 + (packet.all().at(32) & 0xf0) / 4;
    return packet.all().from(header).latin1();
  }

  @Test
  void aCallAtTheUpstreamIsAConnectionOfTheTarget() {
    List<Read> packets = packets(Recordings.proxy());

    assertThat(packets.stream().map(Read::tcp))
        .contains(
            "41000>9000 S 1000000 0 0",
            "9000>41000 SA 2000000 1000001 0",
            "41000>9000 PA 1000001 2000001 6",
            "9000>41000 PA 2000001 1000007 6",
            "9000>41000 RA 2000007 1000007 0",
            "50000>8080 S 1000000 0 0",
            "8080>50000 FA 2000007 1000004 0");
  }

  @Test
  void datagramsOverIpv6HaveItsHeaderAndChecksum() {
    List<Read> packets = packets(Recordings.datagrams());

    assertThat(packets).hasSize(3);
    for (Read packet : packets) {
      byte[] octets = packet.all().toArray();
      assertThat(octets[0] & 0xf0).isEqualTo(0x60);
      assertThat(octets[6]).isEqualTo((byte) 17);
      assertThat(packet.u16(4)).isEqualTo(8 + 3);
      // the pseudo header: both addresses, the length and the next header
      int pseudo = sum(octets, 8, 40, 0) + 17 + octets.length - 40;
      assertThat(sum(octets, 40, octets.length, pseudo)).isEqualTo(0xffff);
    }
    assertThat(packets.get(1).u16(40)).isEqualTo(5353);
    assertThat(packets.get(1).u16(42)).isEqualTo(50_000);
  }

  @Test
  void plaintextOfTlsIsInThePacketsAndNotReadAsTls() {
    List<Read> packets = packets(Recordings.truncatedTls());

    assertThat(packets.get(0).tcp()).isEqualTo("50000>80 S 1000000 0 0");
    assertThat(payload(packets.get(3))).isEqualTo("GET / HTTP/1.1\r\n\r\n");
    assertThat(packets.stream().map(Read::tcp)).contains("80>50000 FA 2000023 1000019 0");
  }

  @Test
  void secretsStandBeforeThePackets() {
    ByteBuffer file =
        ByteBuffer.wrap(Pcapng.of(Instant.EPOCH, Recordings.truncatedTls()))
            .order(ByteOrder.LITTLE_ENDIAN);
    int section = file.getInt(4);
    int at = section + file.getInt(section + 4);

    assertThat(file.getInt(at)).isEqualTo(0x0a);
    assertThat(file.getInt(at + 8)).isEqualTo(0x544c534b);
    byte[] log = new byte[file.getInt(at + 12)];
    file.get(at + 16, log);
    assertThat(new String(log, StandardCharsets.US_ASCII)).isEqualTo(Recordings.SECRET);
  }

  @Test
  void whatACarrierRecordedIsNotSaidTwiceAndAStreamEndsAlone() {
    List<Read> packets = packets(Recordings.streams());

    assertThat(packets.stream().map(Read::tcp))
        .containsExactly(
            "50000>8443 S 1000000 0 0",
            "8443>50000 SA 2000000 1000001 0",
            "50000>8443 A 1000001 2000001 0",
            "50000>8443 PA 1000001 2000001 9",
            "50000>8443 PA 1000010 2000001 9",
            "8443>50000 PA 2000001 1000019 9",
            "8443>50000 PA 2000010 1000019 9");
  }

  /// Reads the blocks of a capture, checking what the format demands of each.
  private static List<Read> read(byte[] capture) {
    ByteBuffer file = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
    var types = new ArrayList<Integer>();
    var packets = new ArrayList<Read>();
    while (file.hasRemaining()) {
      int start = file.position();
      int type = file.getInt();
      int length = file.getInt();
      assertThat(length % 4).isZero();
      assertThat(file.getInt(start + length - 4)).isEqualTo(length);
      types.add(type);
      if (type == 6) {
        long time =
            ((file.getInt(start + 12) & 0xffffffffL) << 32)
                | (file.getInt(start + 16) & 0xffffffffL);
        byte[] octets = new byte[file.getInt(start + 20)];
        file.get(start + 28, octets);
        packets.add(new Read(time, file.getInt(start + 24), Octets.of(octets)));
      }
      file.position(start + length);
    }
    assertThat(types.subList(0, 2)).containsExactly(0x0a0d0d0a, 1);
    return packets;
  }

  private static int sum(byte[] octets, int from, int to, int start) {
    int sum = start;
    for (int i = from; i < to; i++) {
      sum += (octets[i] & 0xff) << ((i - from) % 2 == 0 ? 8 : 0);
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return sum;
  }
}
