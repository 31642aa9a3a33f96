package dev.wireproof.reports.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.evidence.Participant;
import dev.wireproof.reports.sequence.Sequence.Message;
import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Event.Life;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceTest {

  private static final Octets SOME = Octets.latin1("octets");

  private final Transcript transcript = new Transcript();
  private final Channel client = channel(Channel.TCP, Ends.CLIENT_TO_TARGET);

  private Channel channel(String layer, Ends ends) {
    return transcript.channel(layer, ends, Address.UNKNOWN, Address.UNKNOWN);
  }

  private List<Message> sequence() {
    return Sequence.of(transcript.recording());
  }

  private void received(Channel channel, Decoded... decoded) {
    transcript.received(channel, SOME, decoded);
  }

  @Test
  void aMessageIsWhatItsReaderUnderstoodHoweverItWasCut() {
    transcript.sent(
        client, SOME, Decoded.message("POST /rooms/room-12345678/events").with("{\"a\":\"é\"}"));
    received(client);
    received(client, Decoded.message("201 Created").with("{}"));
    assertThat(sequence())
        .containsExactly(
            new Message(
                Participant.CLIENT, Participant.SERVER, "POST /rooms/room-1/events  {\"a\":\"é\"}"),
            new Message(Participant.SERVER, Participant.CLIENT, "201 Created  {}"));
  }

  @Test
  void whatNobodyUnderstoodIsShownAsItCame() {
    transcript.sent(client, Octets.latin1("ping\n"));
    received(client);
    assertThat(sequence()).extracting(Message::label).containsExactly("ping\\n", "octets");
  }

  @Test
  void responsesThatArriveTogetherBeginBeforeTheirStreamsGoOn() {
    Channel stream = channel(Channel.TCP, Ends.CLIENT_TO_TARGET);
    received(client, Decoded.message("200 OK"), Decoded.piece("data: a"));
    received(stream, Decoded.message("201 Created"));
    assertThat(sequence())
        .extracting(Message::label)
        .containsExactly("200 OK", "201 Created", "data: a");
  }

  @Test
  void theUpstreamIsAColumnOfItsOwn() {
    Channel backend = channel(Channel.TCP, Ends.TARGET_TO_BACKEND);
    transcript.opened(backend, "");
    received(backend, Decoded.message("POST /charges"));
    transcript.sent(backend, SOME, Decoded.message("201"));
    transcript.ended(backend, Side.HARNESS, How.RST, "");
    assertThat(sequence())
        .containsExactly(
            new Message(Participant.SERVER, Participant.UPSTREAM, "POST /charges"),
            new Message(Participant.UPSTREAM, Participant.SERVER, "201"),
            new Message(Participant.UPSTREAM, Participant.SERVER, "RST"));
    assertThat(SequenceText.mermaid(sequence())).contains("server->>upstream: POST /charges");
    assertThat(SequenceText.text(sequence())).contains("|-- POST /charges").contains("|<- 201");
  }

  @Test
  void streamsOfOneConnectionAndDatagramsAreMessagesToo() {
    Channel tls = client.over(Channel.TLS);
    transcript.sent(tls.stream("http2", 1), SOME, Decoded.message("HEADERS 1: GET /a"));
    transcript.sent(tls.stream("http2", 3), SOME, Decoded.message("HEADERS 3: GET /b"));
    Channel datagrams = channel(Channel.UDP, Ends.CLIENT_TO_TARGET);
    transcript.sent(datagrams, Octets.latin1("ping"));
    assertThat(sequence())
        .extracting(Message::label)
        .containsExactly("HEADERS 1: GET /a", "HEADERS 3: GET /b", "ping");
  }

  @Test
  void aClientThatLeavesUnansweredIsSeenLeaving() {
    transcript.sent(client, SOME, Decoded.message("GET /wait"));
    transcript.silent(client, Duration.ofMillis(120));
    transcript.ended(client, Side.HARNESS, How.ABANDONED, "");
    assertThat(sequence())
        .extracting(Message::label)
        .containsExactly("GET /wait", "nothing comes: the answer is held", "leaves");
  }

  @Test
  void whatHappensToTheServerItselfIsANote() {
    transcript.signalled("the target", "SIGKILL");
    transcript.lived("the target", Life.ENDED, "ended after 3 ms");
    transcript.lived("the target", Life.STARTED, "started, and ready");
    transcript.note("port 8080 could be listened on");
    assertThat(sequence())
        .allMatch(Message::isNote)
        .extracting(Message::label)
        .containsExactly("SIGKILL", "started, and ready");
  }
}
