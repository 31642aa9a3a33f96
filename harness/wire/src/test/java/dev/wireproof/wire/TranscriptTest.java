package dev.wireproof.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.wire.Event.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TranscriptTest {

  private final Transcript transcript = new Transcript();

  @Test
  void theBeginningAndTheEndOfTooMuchAreKept() {
    IntStream.range(0, 1000).forEach(i -> transcript.note("event " + i));
    assertThat(transcript.events()).hasSize(400);
    assertThat(transcript.dropped()).isEqualTo(600);
    assertThat(transcript.events()).extracting(Event::text).startsWith("event 0", "event 1");
    assertThat(transcript.events()).extracting(Event::text).endsWith("event 998", "event 999");
  }

  @Test
  void octetsOfWhatIsDroppedMakeRoom() {
    Octets much = Octets.of(new byte[1024]);
    IntStream.range(0, 1000).forEach(_ -> transcript.add(1, Kind.RECEIVED, much));
    assertThat(transcript.events().stream().mapToInt(event -> event.octets().size()).sum())
        .isLessThanOrEqualTo(128 * 1024);
    assertThat(transcript.events().getLast().size()).isEqualTo(1024);
  }
}
