package dev.wireproof.specs.serversentevents;

import dev.wireproof.clients.pattern.PrimedRequest;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A stream in a room of its own, and a post that is complete but for its last octet. That octet is
/// sent at the moment in which the head of the stream arrives: a server that has not yet added the
/// stream to the room by then loses the event.
final class Newcomer {

  private final String text;
  private final PrimedRequest stream;
  private final PrimedRequest post;
  private final Room room;
  private @Nullable Listener listener;

  Newcomer(Room room) {
    this.room = room;
    this.text = room.newText();
    this.stream = room.api().hold(room.streamRequest());
    this.post = room.api().hold(room.postRequest(text));
  }

  /// Sends the rest of the stream's request.
  void beginStream() {
    stream.release();
  }

  /// Waits for the head of the stream, and sends the rest of the post.
  void postAtTheHead() {
    listener = new Listener(room, stream.stream());
    post.release();
  }

  /// The event arrives.
  ///
  /// @throws VerdictException when it does not
  void expectEvent() {
    Listener open = Objects.requireNonNull(listener);
    open.expectHeard(
        Posted.requireIn(post.reply(), text), "an event that was posted after the head had come");
    open.leave();
  }
}
