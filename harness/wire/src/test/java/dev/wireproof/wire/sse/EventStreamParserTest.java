package dev.wireproof.wire.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamParserTest {

  private final EventStreamParser parser = new EventStreamParser();

  private List<StreamPart> parse(String text) {
    return parser.feed(Octets.utf8(text));
  }

  private static StreamPart.Event event(StreamPart part) {
    return (StreamPart.Event) part;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void linesEndInAnyOfThreeWaysAndPiecesMayBeOneOctet(String end) {
    var parts = new ArrayList<StreamPart>();
    Octets octets = Octets.utf8("id: 7" + end + "data: α" + end + "data:  b" + end + end);
    for (int i = 0; i < octets.size(); i++) {
      parts.addAll(parser.feed(octets.slice(i, i + 1)));
    }
    assertThat(parts).hasSize(1);
    assertThat(event(parts.getFirst()).data()).isEqualTo("α\n b");
    assertThat(event(parts.getFirst()).id()).contains("7");
  }

  @Test
  void anEventWithoutItsBlankLineIsUnfinished() {
    assertThat(parse("data: a\ndata: b")).isEmpty();
    assertThat(parser.unfinished()).isEqualTo("data: a\ndata: b");
  }

  @Test
  void theLastIdStaysUntilItIsSetAnew() {
    var parts = parse("id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n");
    assertThat(parts).extracting(part -> event(part).lastId()).containsExactly("1", "1", "");
  }

  @Test
  void commentsStandByThemselvesAndDatalessBlocksDispatchNothing() {
    assertThat(parse(": ping\n\nretry: 10\n\nevent: x\ndata\n\n"))
        .satisfiesExactly(
            part -> assertThat(part).isEqualTo(new StreamPart.Comment(" ping")),
            part -> assertThat(part).isEqualTo(new StreamPart.Fields(List.of("retry: 10"))),
            part -> assertThat(event(part).type()).isEqualTo("x"));
  }

  @Test
  void aRetryThatIsNoNumberAndAnIdWithNulAreIgnored() {
    var parts = parse("retry: 1s\nid: a\0b\ndata: x\n\n");
    assertThat(event(parts.getFirst()).retry()).isEmpty();
    assertThat(event(parts.getFirst()).id()).isEmpty();
  }
}
