package dev.wireproof.specs.serversentevents;

import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.RESUMPTION;

import dev.wireproof.clients.pattern.PrimedRequest;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a stream begins that resumes nothing.
class BeginSpec {

  private static final int ROUNDS = 16;

  /// Streams that are opened at once, so that a server is as busy as it will be one day.
  private static final int AT_ONCE = 8;

  @Must(
      id = "server-sent-events.begin.no-gap",
      claim = "once the head is there, no event is missed",
      proves = {DELIVERY, CONCURRENCY})
  void nothingIsMissedAfterTheHead(Room room) {
    room.isHeardInTheEnd();
    int streams = Math.clamp(room.connections() / 2, 1, AT_ONCE);
    for (int round = 0; round < ROUNDS; round++) {
      List<Newcomer> all =
          Stream.generate(() -> new Newcomer(room.another())).limit(streams).toList();
      all.forEach(Newcomer::asks);
      all.forEach(Newcomer::postsAtTheHead);
      all.forEach(Newcomer::hears);
    }
  }

  /// A stream in a room of its own, and a post that is complete but for its last octet. That is
  /// sent in the moment in which the head of the stream is there: a server that has not entered the
  /// stream by then loses the event.
  private static final class Newcomer {

    private final Room room;
    private final String text;
    private final PrimedRequest stream;
    private final PrimedRequest post;
    private @Nullable Listener listener;

    Newcomer(Room room) {
      this.room = room;
      this.text = room.word();
      this.stream = room.api().hold(room.stream());
      this.post = room.api().hold(room.posting(text));
    }

    void asks() {
      stream.release();
    }

    void postsAtTheHead() {
      listener = new Listener(room, stream.stream());
      post.release();
    }

    void hears() {
      Listener open = Objects.requireNonNull(listener);
      open.hears(
          room.posted(post.reply(), text), "an event that was posted after the head had come");
      open.leave();
    }
  }

  @Must(
      id = "server-sent-events.begin.only-new",
      claim = "a client without Last-Event-ID hears what is posted from now on",
      proves = DELIVERY)
  void historyIsNotSent(Room room) {
    beginsWithNew(room, room.stream());
  }

  @Must(
      id = "server-sent-events.begin.empty-id",
      claim = "an empty Last-Event-ID is as none",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = RESUMPTION)
  void emptyIdIsAsNone(Room room) {
    beginsWithNew(room, room.streamAfter(""));
  }

  private static void beginsWithNew(Room room, Http1Request request) {
    room.listen().leave();
    Posted old = room.post();
    Listener listener = room.opened(request, "a stream, with 200");
    Posted fresh = room.post();
    String heard = listener.word(listener.next().orElseThrow(() -> room.failed("no event")).data());
    if (!heard.equals(fresh.text())) {
      throw VerdictException.violates(
          "“" + fresh.text() + "”, which was posted after the stream was opened",
          heard + (heard.equals(old.text()) ? ", which was posted before" : ""));
    }
  }
}
