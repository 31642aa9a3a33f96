package dev.wireproof.wire.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.net.Network;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UdpSocketTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Transcript transcript = new Transcript();

  @Test
  void eachArrivalIsOneDatagramEvenAnEmptyOne() throws Exception {
    try (var server =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var udp =
            UdpSocket.open(
                Network.ofThisHost(),
                (InetSocketAddress) server.getLocalSocketAddress(),
                transcript)) {
      assertThat(udp.send(Octets.latin1("ping"), Decoded.message("a ping"))).isTrue();
      var packet = new DatagramPacket(new byte[16], 16);
      server.receive(packet);
      server.send(new DatagramPacket(new byte[0], 0, packet.getSocketAddress()));
      server.send(new DatagramPacket(packet.getData(), 4, packet.getSocketAddress()));

      assertThat(udp.next(Deadline.in(SOON)))
          .isInstanceOfSatisfying(
              Arrival.Data.class, data -> assertThat(data.octets()).isEqualTo(Octets.NONE));
      assertThat(udp.next(Deadline.in(SOON)))
          .isInstanceOfSatisfying(
              Arrival.Data.class,
              data -> {
                assertThat(data.octets()).isEqualTo(Octets.latin1("ping"));
                transcript.judging(data.event());
              });
      assertThat(udp.channel().layer()).isEqualTo(Channel.UDP);
      assertThat(udp.channel().remote().port()).isEqualTo(server.getLocalPort());
      assertThat(transcript.events()).extracting(Event::text).contains("a ping", "ping");
      assertThat(transcript.recording().decisiveEvent())
          .hasValueSatisfying(event -> assertThat(event.text()).isEqualTo("ping"));
    }
  }

  @Test
  void whereNobodyListensThePathIsBroken() throws Exception {
    InetSocketAddress gone;
    try (var server =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      gone = (InetSocketAddress) server.getLocalSocketAddress();
    }
    try (var udp = UdpSocket.open(Network.ofThisHost(), gone, transcript)) {
      udp.send(Octets.latin1("ping"));
      assertThat(udp.next(Deadline.in(SOON))).isInstanceOf(Arrival.Broken.class);
    }
  }

  @Test
  void silenceIsAnArrivalToo() throws Exception {
    try (var server =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var udp =
            UdpSocket.open(
                Network.ofThisHost(),
                (InetSocketAddress) server.getLocalSocketAddress(),
                transcript)) {
      assertThat(udp.next(Deadline.in(Duration.ofMillis(20)))).isInstanceOf(Arrival.Nothing.class);
    }
  }
}
