package dev.wireproof.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.reports.Samples;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;

class HexViewTest {

  private static String wide(Event... events) {
    return HexView.wide(Recording.of(List.of(events)));
  }

  @Test
  void aMessageStandsUnderWhatItIs() {
    var get = Samples.sent(0.4, Samples.tcp(1), "GET / HTTP/1.1\r\n\r\nab", Decoded.message("GET"));

    assertThat(wide(get))
        .isEqualTo(
            """
            -> 0.400 ms, #1, 20 octets
               GET
               000000  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1..
               000010  0d 0a 61 62                                       ..ab
            """);
  }

  @Test
  void aNarrowRowHasEightOctets() {
    var get = Samples.received(0.4, Samples.tcp(2), "0123456789", Decoded.message("x"));

    assertThat(HexView.narrow(Recording.of(List.of(get))))
        .isEqualTo(
            """
            <- 0.400 ms, #2, 10 octets
               x
               000000  30 31 32 33 34 35 36 37   01234567
               000008  38 39                     89
            """);
  }

  @Test
  void offsetsCountOnForEachDirectionOfEachConnection() {
    String view =
        wide(
            Samples.sent(1, Samples.tcp(1), "12345"),
            Samples.received(2, Samples.tcp(1), "x"),
            Samples.sent(3, Samples.tcp(2), "y"),
            Samples.sent(4, Samples.tcp(1), "z"));

    assertThat(view).containsPattern("z\n   000005  7a").containsPattern("x\n   000000  78");
    assertThat(view).containsPattern("y\n   000000  79");
  }

  @Test
  void streamsAndBothSidesOfAProxyAreToldApart() {
    assertThat(HexView.narrow(Recordings.streams()))
        .contains("-> 1.000 ms, #1, 9 octets", "-> 1.000 ms, #1/1, 1 octet\n   HEADERS GET /a\n")
        .containsPattern("#1/3, 1 octet\n   HEADERS 200\n   000000  88");
    assertThat(HexView.narrow(Recordings.proxy()))
        .contains("<- 3.000 ms, #2 upstream, 6 octets\n   GET /b\n");
  }

  @Test
  void eachDatagramHasItsOctets() {
    assertThat(HexView.narrow(Recordings.datagrams()))
        .contains("response 7\n   000000  00 07 81", "-- 250.000 ms, #1\n   nothing for 240 ms\n");
  }

  @Test
  void whatWasNotKeptIsSaidAndCounted() {
    var cut = new Event.Received(0, Samples.tcp(1), Octets.latin1("ab"), 1_000, List.of());
    var next = Samples.received(1, Samples.tcp(1), "c");

    assertThat(wide(cut, next))
        .contains("1000 octets", "… 998 more octets, not kept", "0003e8  63");
  }
}
