package dev.wireproof.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.reports.Samples;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HexViewTest {

  @Test
  void aMessageStandsUnderWhatItIs() {
    var get = Samples.message(0.4, 1, Event.Kind.SENT, "GET", "GET / HTTP/1.1\r\n\r\nab");

    assertThat(HexView.wide(List.of(get)))
        .isEqualTo(
            """
            -> 0.400 ms, connection 1, 20 octets
               GET
               000000  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1..
               000010  0d 0a 61 62                                       ..ab
            """);
  }

  @Test
  void aNarrowRowHasEightOctets() {
    var get = Samples.message(0.4, 2, Event.Kind.RECEIVED, "x", "0123456789");

    assertThat(HexView.narrow(List.of(get)))
        .isEqualTo(
            """
            <- 0.400 ms, connection 2, 10 octets
               x
               000000  30 31 32 33 34 35 36 37   01234567
               000008  38 39                     89
            """);
  }

  @Test
  void offsetsCountOnForEachDirectionOfEachConnection() {
    String view =
        HexView.wide(
            List.of(
                Samples.message(1, 1, Event.Kind.SENT, "a", "12345"),
                Samples.message(2, 1, Event.Kind.RECEIVED, "b", "x"),
                Samples.message(3, 2, Event.Kind.SENT, "c", "y"),
                Samples.message(4, 1, Event.Kind.SENT, "d", "z")));

    assertThat(view).containsPattern("d\n   000005  7a").containsPattern("b\n   000000  78");
    assertThat(view).containsPattern("c\n   000000  79");
  }

  @Test
  void whatWasNotKeptIsSaidAndCounted() {
    var cut = new Event(0, 1, Event.Kind.RECEIVED, "much", Octets.latin1("ab"), 1_000);
    var next = Samples.message(1, 1, Event.Kind.RECEIVED, "next", "c");

    assertThat(HexView.wide(List.of(cut, next)))
        .contains("1000 octets", "… 998 more octets, not kept", "0003e8  63");
  }
}
