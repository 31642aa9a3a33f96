package dev.wireproof.specs.chatstream;

import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.PrimedRequest;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.sse.StreamPart;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One answer on its way: the model at one end, the reader at the other, both played by the spec.
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

  PrimedRequest reader() {
    return reader;
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

  /// What the reader gets, once its head is there; it may wait for the first token.
  EventStream stream() {
    EventStream open = stream;
    if (open == null) {
      open = reader.stream();
      stream = open;
    }
    return open;
  }

  /// The model says a token, and the reader hears it. Unless it does, the spec is inconclusive.
  void control() {
    say(FIRST);
    if (!isHeard()) {
      throw VerdictException.inconclusive(
          "the control failed: a first token does not reach the reader");
    }
  }

  /// The model says a token, and the reader hears it before anything else is said.
  ///
  /// @throws VerdictException when it does not
  void passes(String token, String expected) {
    say(token);
    try {
      stream();
    } catch (VerdictException refused) {
      throw VerdictException.violates(expected, refused.reason());
    }
    if (!isHeard()) {
      throw VerdictException.violates(expected, heardSoFar());
    }
  }

  /// All that was said has been heard, or is heard now.
  private boolean isHeard() {
    Deadline deadline = Deadline.in(chat.patience().forAnswer());
    while (heard.length() < said.length()) {
      Optional<Event> event = stream().find(_ -> true, Duration.ofNanos(deadline.nanosLeft()));
      if (event.isEmpty()) {
        return false;
      }
      heard += event.flatMap(Chunk::of).map(Chunk::content).orElse("");
    }
    return heard.equals(said);
  }

  private String heardSoFar() {
    return (stream().isOver() ? "the end of the stream" : "nothing more")
        + " after “"
        + heard
        + "”";
  }

  /// What comes next, a comment or an event.
  Optional<StreamPart> part(Duration within) {
    return stream().part(within);
  }

  /// All events up to the end of the stream, or until nothing more comes.
  List<Event> rest() {
    var events = new ArrayList<Event>();
    Optional<Event> event = stream().find(_ -> true, chat.patience().forAnswer());
    while (event.isPresent()) {
      events.add(event.get());
      event = stream().find(_ -> true, chat.patience().forAnswer());
    }
    return events;
  }

  /// The model says all of this and ends; what the reader gets of it.
  List<Event> tell(List<String> tokens) {
    accept();
    tokens.forEach(this::say);
    call.finish();
    return rest();
  }

  List<Event> tell(String... tokens) {
    return tell(List.of(tokens));
  }

  /// The chunks among events.
  ///
  /// @throws VerdictException when there are none: the spec is inconclusive
  static List<Chunk> chunks(List<Event> events) {
    List<Chunk> chunks = events.stream().flatMap(event -> Chunk.of(event).stream()).toList();
    if (chunks.isEmpty()) {
      throw VerdictException.inconclusive("the control failed: no chunk came");
    }
    return chunks;
  }
}
