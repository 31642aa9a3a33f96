package dev.wireproof.specs.chatstream;

import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.PrimedRequest;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.sse.StreamPart;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One response on its way: the model at one end, the reader at the other, both played by the spec.
final class Talk {

  private static final String FIRST = "Hello";

  private final Chat chat;
  private final PrimedRequest reader;
  private final Call call;
  private @Nullable EventStream stream;
  private String said = "";
  private String heard = "";

  Talk(Chat chat, PrimedRequest reader, Call call) {
    this.chat = chat;
    this.reader = reader;
    this.call = call;
  }

  Call call() {
    return call;
  }

  /// The model begins to answer.
  void accept() {
    call.begin(200, Chat.NDJSON);
  }

  /// The model says a token.
  void say(String token) {
    said += token;
    call.send(Json.write(token) + "\n");
  }

  /// The model sends these lines, cut after so many octets. Each piece is under way before the next
  /// one is sent.
  void sendInPieces(Octets lines, int... cuts) {
    int from = 0;
    for (int cut : cuts) {
      call.send(lines.slice(from, cut));
      from = cut;
      part(chat.patience().forQuiet());
    }
    call.send(lines.from(from));
  }

  /// What the reader gets, once its head is there; it may wait for the first token.
  ///
  /// @throws VerdictException when it is not a stream: the spec is inconclusive
  EventStream stream() {
    EventStream open = stream;
    if (open == null) {
      open = reader.stream();
      stream = open;
    }
    return open;
  }

  private EventStream expectStream(String expected) {
    EventStream open = stream;
    if (open == null) {
      open = reader.expectStream(expected);
      stream = open;
    }
    return open;
  }

  /// Control: the model says a token, and the reader gets it.
  ///
  /// @throws VerdictException when it does not: the spec is inconclusive
  void requireHeard() {
    say(FIRST);
    if (!isHeard(stream())) {
      throw VerdictException.inconclusive(
          "the control failed: a first token does not reach the reader");
    }
  }

  /// The model says a token, and the reader gets it before anything else is said.
  ///
  /// @throws VerdictException when it does not
  void expectPassedOn(String token, String expected) {
    say(token);
    EventStream open = expectStream(expected);
    if (!isHeard(open)) {
      throw VerdictException.violates(
          expected,
          (open.isOver() ? "the end of the stream" : "nothing more") + " after “" + heard + "”");
    }
  }

  /// All that was said has been heard, or is heard now.
  private boolean isHeard(EventStream open) {
    Deadline deadline = Deadline.in(chat.patience().forAnswer());
    while (heard.length() < said.length()) {
      Optional<Event> event = open.find(_ -> true, Duration.ofNanos(deadline.nanosLeft()));
      if (event.isEmpty()) {
        return false;
      }
      heard += event.flatMap(Chunk::of).map(Chunk::content).orElse("");
    }
    return heard.equals(said);
  }

  /// What comes next, a comment or an event.
  Optional<StreamPart> part(Duration within) {
    return stream().part(within);
  }

  /// All events up to the end of the stream, or until nothing more comes.
  List<Event> readRest() {
    var events = new ArrayList<Event>();
    Optional<Event> event = stream().find(_ -> true, chat.patience().forAnswer());
    while (event.isPresent()) {
      events.add(event.get());
      event = stream().find(_ -> true, chat.patience().forAnswer());
    }
    return events;
  }

  /// The model says all of this and ends; what the reader gets of it.
  List<Event> sayAll(List<String> tokens) {
    accept();
    tokens.forEach(this::say);
    call.finish();
    return readRest();
  }

  /// Control: the chunks among events.
  ///
  /// @throws VerdictException when there are none: the spec is inconclusive
  static List<Chunk> requireChunks(List<Event> events) {
    List<Chunk> chunks = events.stream().flatMap(event -> Chunk.of(event).stream()).toList();
    if (chunks.isEmpty()) {
      throw VerdictException.inconclusive("the control failed: no chunk came");
    }
    return chunks;
  }
}
