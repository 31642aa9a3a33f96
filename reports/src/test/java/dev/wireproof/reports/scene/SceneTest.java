package dev.wireproof.reports.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.reports.scene.Step.Actor;
import dev.wireproof.wire.Event.Kind;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneTest {

  private final Transcript transcript = new Transcript();

  private List<Step> scene() {
    return Scene.of(transcript.events());
  }

  private void sent(int connection, String text) {
    transcript.add(connection, Kind.SENT, Octets.utf8(text));
  }

  private void received(int connection, String text) {
    transcript.add(connection, Kind.RECEIVED, Octets.utf8(text));
  }

  @Test
  void aMessageIsItsFirstLineAndItsBodyHoweverItWasCut() {
    sent(1, "POST /rooms/room-12345678/events HTTP/1.1\r\nContent-Length: 10\r\n\r\n{\"a\":\"é\"}");
    received(1, "HTTP/1.1 201 Created\r\nContent-Le");
    received(1, "ngth: 2\r\n\r\n{}");
    assertThat(scene())
        .containsExactly(
            new Step(Actor.CLIENT, Actor.SERVER, "POST /rooms/room-1/events  {\"a\":\"é\"}"),
            new Step(Actor.SERVER, Actor.CLIENT, "201 Created  {}"));
  }

  @Test
  void eachChunkOfAStreamIsAStepOfItsOwn() {
    received(
        1,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "9\r\ndata: a\n\n\r\n");
    received(1, "12\r\nid: 2\ndata: b\nda");
    received(1, "ta\r\n0\r\n\r\n");
    assertThat(scene())
        .extracting(Step::label)
        .containsExactly("200 OK  text/event-stream", "data: a", "id: 2 / data: b / data");
  }

  @Test
  void answersOfOneConnectionKeepTheirOrderWhateverTheirContent() {
    String answer = "HTTP/1.1 %s\r\nContent-Length: 3\r\n\r\n%s";
    received(1, answer.formatted("200 OK", "a\nb") + answer.formatted("404 Not Found", "abc"));
    assertThat(scene())
        .extracting(step -> step.label().substring(0, 3))
        .containsExactly("200", "404");
  }

  @Test
  void theUpstreamIsAColumnOfItsOwn() {
    transcript.add(2, Kind.RECEIVED, "upstream got POST /charges", Octets.NONE);
    transcript.add(2, Kind.SENT, "upstream answers 201", Octets.NONE);
    assertThat(scene())
        .containsExactly(
            new Step(Actor.SERVER, Actor.UPSTREAM, "POST /charges"),
            new Step(Actor.UPSTREAM, Actor.SERVER, "201"));
    assertThat(Diagram.mermaid(scene())).contains("server->>upstream: POST /charges");
    assertThat(Diagram.text(scene())).contains("|-- POST /charges").contains("|<- 201");
  }

  @Test
  void aClientThatLeavesUnansweredIsSeenLeaving() {
    sent(1, "GET /wait HTTP/1.1\r\n\r\n");
    transcript.add(1, Kind.SILENCE, "no answer within 120 ms");
    transcript.add(1, Kind.CLOSED, "closed by the harness");
    assertThat(scene())
        .extracting(Step::label)
        .containsExactly("GET /wait", "nothing comes: the answer is held", "leaves");
  }
}
