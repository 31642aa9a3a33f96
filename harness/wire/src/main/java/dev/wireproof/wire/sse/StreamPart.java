package dev.wireproof.wire.sse;

import dev.wireproof.wire.Decoded;
import java.util.List;
import java.util.Optional;

/// What a block of an event stream is, between two blank lines, or a line that stands by itself.
public sealed interface StreamPart {

  /// What it says, for people; nothing for a comment, which only keeps the connection alive.
  default Optional<Decoded> decoded() {
    return switch (this) {
      case Event event -> Optional.of(Decoded.piece(String.join(" / ", event.lines())));
      case Fields fields -> Optional.of(Decoded.piece(String.join(" / ", fields.lines())));
      case Comment _ -> Optional.empty();
    };
  }

  /// A block that ends with a blank line and has data.
  ///
  /// @param type of the event; `message` when the block does not say
  /// @param data the data lines, joined with line feeds
  /// @param id the block's own id field, when it has one
  /// @param lastId what a client would send as Last-Event-ID after it
  /// @param retry the reconnection time in milliseconds, when the block gives a valid one
  /// @param lines the lines of the block as they came, without their ends
  record Event(
      String type,
      String data,
      Optional<String> id,
      String lastId,
      Optional<Long> retry,
      List<String> lines)
      implements StreamPart {
    public Event {
      lines = List.copyOf(lines);
    }
  }

  /// A line that begins with a colon.
  record Comment(String text) implements StreamPart {}

  /// A block without data, which dispatches nothing but may set the id or the reconnection time.
  record Fields(List<String> lines) implements StreamPart {
    public Fields {
      lines = List.copyOf(lines);
    }
  }
}
