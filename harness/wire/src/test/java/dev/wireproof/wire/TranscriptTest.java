package dev.wireproof.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TranscriptTest {

  private final Transcript transcript = new Transcript();
  private final Channel channel =
      transcript.channel(Channel.TCP, Ends.CLIENT_TO_TARGET, Address.UNKNOWN, Address.UNKNOWN);

  @Test
  void theBeginningAndTheEndOfTooMuchAreKept() {
    IntStream.range(0, 1000).forEach(i -> transcript.note("event " + i));
    assertThat(transcript.events()).hasSize(400);
    assertThat(transcript.recording().dropped()).isEqualTo(600);
    assertThat(transcript.events()).extracting(Event::text).startsWith("event 0", "event 1");
    assertThat(transcript.events()).extracting(Event::text).endsWith("event 998", "event 999");
  }

  @Test
  void octetsOfWhatIsDroppedMakeRoom() {
    Octets much = Octets.of(new byte[1024]);
    IntStream.range(0, 1000).forEach(_ -> transcript.received(channel, much));
    List<Event.Data> all = transcript.events().stream().map(Event.Data.class::cast).toList();
    assertThat(all.stream().mapToInt(event -> event.octets().size()).sum())
        .isLessThanOrEqualTo(128 * 1024);
    assertThat(all.getLast().size()).isEqualTo(1024);
  }

  @Test
  void moreCanBeSaidOfAnEventLaterWhereverItIsNow() {
    long first = transcript.sent(channel, Octets.latin1("a"));
    IntStream.range(0, 500).forEach(i -> transcript.note("event " + i));
    long late = transcript.received(channel, Octets.latin1("b"));
    transcript.decoded(first, Decoded.message("first"));
    transcript.decoded(late, Decoded.message("late"));
    transcript.decoded(200, Decoded.message("dropped meanwhile"));
    assertThat(transcript.events()).extracting(Event::text).startsWith("first").endsWith("late");
  }

  @Test
  void theEventThatWasJudgedLastDecided() {
    long asked = transcript.sent(channel, Octets.latin1("a"));
    long answered = transcript.received(channel, Octets.latin1("b"));
    transcript.received(channel, Octets.latin1("c"));
    transcript.judging(answered);
    assertThat(asked).isZero();
    assertThat(transcript.recording().decisiveEvent())
        .hasValueSatisfying(event -> assertThat(event.text()).isEqualTo("b"));
    transcript.judging(-1);
    assertThat(transcript.recording().decisive()).isEmpty();
  }

  @Test
  void smallBoundsKeepLittle() {
    var little = new Transcript(new Transcript.Bounds(4, 1, 2, 6));
    IntStream.range(0, 9).forEach(i -> little.received(channel, Octets.latin1("abc" + i)));
    assertThat(little.recording().dropped()).isEqualTo(5);
    assertThat(little.events()).extracting(Event::text).first().isEqualTo("ab … (4 octets)");
  }
}
