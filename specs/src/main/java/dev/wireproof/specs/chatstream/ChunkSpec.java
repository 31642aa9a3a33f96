package dev.wireproof.specs.chatstream;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.util.List;

/// What a chunk is, and how the last of them is known.
class ChunkSpec {

  private static final String DONE = "[DONE]";

  /// Seconds since 1970 have ten digits until the year 2286.
  private static final long LATEST = 9_999_999_999L;

  private static List<Event> told(Chat chat) {
    return chat.begin().tell("Hello", " ", "🌍");
  }

  @Must(
      id = "chat-stream.chunk.one-line",
      claim = "each chunk is one event without a name, and one line of JSON",
      proves = FRAMING)
  void chunkIsOneLine(Chat chat) {
    List<Event> events = told(chat);
    Talk.chunks(events);
    for (Event event : events) {
      boolean oneLine = event.lines().stream().filter(line -> line.startsWith("data")).count() == 1;
      if (!oneLine || !event.type().equals("message")) {
        throw VerdictException.violates("one data line and no name", event.lines().toString());
      }
      if (!event.data().contains(DONE)) {
        Json.expectParsed("the event " + event.lines(), Octets.utf8(event.data()));
      }
    }
  }

  @Must(
      id = "chat-stream.chunk.shape",
      claim = "a chunk says what it is, when it was created, and has one choice",
      proves = FIDELITY)
  void chunkHasItsShape(Chat chat) {
    for (Chunk chunk : Talk.chunks(told(chat))) {
      Json json = chunk.json();
      List<Json> choices = json.expectList("choices");
      long created = json.expectNumber("created");
      boolean right =
          json.expectText("object").equals("chat.completion.chunk")
              && created > 0
              && created <= LATEST
              && choices.size() == 1
              && choices.getFirst().expectNumber("index") == 0;
      if (!right) {
        throw VerdictException.violates(
            "a chat.completion.chunk, created in seconds, with one choice of index 0",
            json.toString());
      }
    }
  }

  @Must(
      id = "chat-stream.chunk.same",
      claim = "all chunks of an answer have one id, one time and the model that was asked",
      proves = FIDELITY)
  void chunksBelongTogether(Chat chat) {
    List<Chunk> chunks = Talk.chunks(told(chat));
    Json first = chunks.getFirst().json();
    for (Chunk chunk : chunks) {
      boolean same =
          chunk.json().expectText("id").equals(first.expectText("id"))
              && chunk.json().expectNumber("created") == first.expectNumber("created")
              && chunk.json().expectText("model").equals(chat.model());
      if (!same) {
        throw VerdictException.violates(
            "id and created as in the first chunk, and the model " + chat.model(),
            chunk.json().toString());
      }
    }
  }

  @Must(
      id = "chat-stream.chunk.own-id",
      claim = "another request gets another id",
      proves = FIDELITY)
  void eachAnswerHasItsOwnId(Chat chat) {
    String first = Talk.chunks(told(chat)).getFirst().json().expectText("id");
    String second = Talk.chunks(told(chat.another())).getFirst().json().expectText("id");
    if (first.equals(second)) {
      throw VerdictException.violates("another id for another request", "“" + first + "” again");
    }
  }

  @Must(
      id = "chat-stream.role.first",
      claim = "the first chunk says that the assistant speaks, and no other does",
      proves = FIDELITY)
  void firstChunkSaysWhoSpeaks(Chat chat) {
    List<Chunk> chunks = Talk.chunks(told(chat));
    if (!chunks.getFirst().role().orElse("none").equals("assistant")) {
      throw VerdictException.violates(
          "the role assistant in the first chunk", chunks.getFirst().json().toString());
    }
    chunks.stream()
        .skip(1)
        .filter(chunk -> chunk.role().isPresent())
        .findFirst()
        .ifPresent(chunk -> {
          throw VerdictException.violates(
              "a role in the first chunk only", chunk.json().toString());
        });
  }

  @Must(
      id = "chat-stream.finish.stop",
      claim = "the last chunk, and no other, says stop, and has no content",
      proves = DELIVERY)
  void lastChunkSaysStop(Chat chat) {
    List<Chunk> chunks = Talk.chunks(told(chat));
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      boolean last = i == chunks.size() - 1;
      boolean right =
          last
              ? chunk.finish().orElse("none").equals("stop") && chunk.content().isEmpty()
              : chunk.finish().isEmpty();
      if (!right) {
        throw VerdictException.violates(
            last ? "stop in a last chunk without content" : "stop in the last chunk only",
            chunk.json().toString());
      }
    }
  }

  @Must(
      id = "chat-stream.done.last",
      claim = "[DONE] comes once, as it is, and nothing after it",
      proves = {DELIVERY, FRAMING})
  void doneComesLast(Chat chat) {
    List<Event> events = told(chat);
    Talk.chunks(events);
    long dones = events.stream().filter(event -> event.data().equals(DONE)).count();
    if (dones != 1 || !events.getLast().data().equals(DONE)) {
      throw VerdictException.violates(
          "data: [DONE], once and as the last event",
          dones + " of them; the last event is " + events.getLast().lines());
    }
  }

  @Must(
      id = "chat-stream.done.end",
      claim = "after the last event the answer ends, as HTTP says",
      rfc = "9112#8",
      proves = FRAMING)
  void answerEnds(Chat chat) {
    Talk talk = chat.begin();
    Talk.chunks(talk.tell("Hello"));
    if (!talk.stream().isEnded()) {
      throw VerdictException.violates(
          "the end of the body: a last chunk of length 0, or a close",
          talk.stream().isOver() ? "a connection that broke" : "a stream that is still open");
    }
  }
}
