package dev.wireproof.specs.chatstream;

import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.between;
import static dev.wireproof.engine.verdict.Expectations.differentFrom;
import static dev.wireproof.engine.verdict.Expectations.each;
import static dev.wireproof.engine.verdict.Expectations.isTrue;
import static dev.wireproof.specs.chatstream.Chat.oneChoice;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.util.List;

/// What a chunk is, and how the last of them is recognised.
class ChunkSpec {

  private static final String DONE = "[DONE]";
  private static final List<String> TOKENS = List.of("Hello", " ", "🌍");

  /// Seconds since 1970 have ten digits until the year 2286.
  private static final long LATEST = 9_999_999_999L;

  private static final Expectation<Event> ONE_UNNAMED_LINE =
      Expectation.of(
          "one data line and no name",
          event ->
              event.type().equals("message")
                  && event.lines().stream().filter(line -> line.startsWith("data")).count() == 1,
          event -> event.lines().toString());

  /// Control: the chunks of a whole stream.
  private static List<Chunk> requireChunks(Chat chat) {
    return Talk.requireChunks(chat.requireBegun().sayAll(TOKENS));
  }

  @Must(
      id = "chat-stream.chunk.one-line",
      claim = "each chunk is one event without a name, and one line of JSON",
      proves = FRAMING)
  void chunkIsOneLine(Chat chat) {
    List<Event> events = chat.requireBegun().sayAll(TOKENS);
    Talk.requireChunks(events);
    for (Event event : events) {
      expectThat(event, ONE_UNNAMED_LINE);
      if (!event.data().contains(DONE)) {
        Json.expectParsed("the event " + event.lines(), Octets.utf8(event.data()));
      }
    }
  }

  @Must(
      id = "chat-stream.chunk.shape",
      claim = "a chunk has its type, the time of its creation, and one choice",
      proves = FIDELITY)
  void chunkHasItsShape(Chat chat) {
    for (Chunk chunk : requireChunks(chat)) {
      chunk
          .json()
          .expect(
              json("object").is("chat.completion.chunk"),
              json("created").number(between(1, LATEST).as("seconds since 1970")),
              oneChoice(json("index").is(0)));
    }
  }

  @Must(
      id = "chat-stream.chunk.same",
      claim = "all chunks of a response have one id, one time and the model of the request",
      proves = FIDELITY)
  void chunksBelongTogether(Chat chat) {
    List<Chunk> chunks = requireChunks(chat);
    Json first = chunks.getFirst().json();
    String id = first.expectText("id");
    long created = first.expectNumber("created");
    for (Chunk chunk : chunks) {
      chunk
          .json()
          .expect(
              json("id").is(id), json("created").is(created), json("model").is(chat.model()));
    }
  }

  @Must(
      id = "chat-stream.chunk.own-id",
      claim = "another request gets another id",
      proves = FIDELITY)
  void eachResponseHasItsOwnId(Chat chat) {
    String first = requireChunks(chat).getFirst().json().expectText("id");
    String second = requireChunks(chat.another()).getFirst().json().expectText("id");
    expectThat(
        second,
        differentFrom(first)
            .as("another id for another request")
            .showing(id -> "“" + id + "” again"));
  }

  @Must(
      id = "chat-stream.role.first",
      claim = "the first chunk names the role assistant, and no other chunk names a role",
      proves = FIDELITY)
  void firstChunkNamesTheRole(Chat chat) {
    List<Chunk> chunks = requireChunks(chat);
    expectThat(
        chunks.getFirst(),
        Expectation.of(
            "the role assistant in the first chunk",
            chunk -> chunk.role().filter("assistant"::equals).isPresent()));
    expectThat(
        chunks.subList(1, chunks.size()),
        each(
            Expectation.<Chunk>of(
                "a role in the first chunk only", chunk -> chunk.role().isEmpty())));
  }

  @Must(
      id = "chat-stream.finish.stop",
      claim = "the last chunk, and no other, has the finish_reason stop, and it has no content",
      proves = DELIVERY)
  void lastChunkSaysStop(Chat chat) {
    List<Chunk> chunks = requireChunks(chat);
    expectThat(
        chunks.subList(0, chunks.size() - 1),
        each(
            Expectation.<Chunk>of(
                "a finish_reason in the last chunk only", chunk -> chunk.finish().isEmpty())));
    expectThat(
        chunks.getLast(),
        Expectation.of(
            "stop in a last chunk without content",
            chunk ->
                chunk.finish().filter("stop"::equals).isPresent() && chunk.content().isEmpty()));
  }

  @Must(
      id = "chat-stream.done.last",
      claim = "[DONE] comes once, as it is, and nothing after it",
      proves = {DELIVERY, FRAMING})
  void doneComesLast(Chat chat) {
    List<Event> events = chat.requireBegun().sayAll(TOKENS);
    Talk.requireChunks(events);
    expectThat(
        events.stream().map(Event::data).toList(),
        Expectation.of(
            "data: [DONE], once and as the last event",
            data -> data.indexOf(DONE) == data.size() - 1,
            data ->
                data.stream().filter(DONE::equals).count()
                    + " of them; the last event is "
                    + data.getLast()));
  }

  @Must(
      id = "chat-stream.done.end",
      claim = "after the last event the response ends, as HTTP says",
      rfc = "9112#8",
      proves = FRAMING)
  void responseEnds(Chat chat) {
    Talk talk = chat.requireBegun();
    Talk.requireChunks(talk.sayAll(List.of("Hello")));
    expectThat(
        talk.stream().isEnded(),
        isTrue(
            "the end of the body: a last chunk of length 0, or a close",
            talk.stream().isOver() ? "a connection that broke" : "a stream that is still open"));
  }
}
