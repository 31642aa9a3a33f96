package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.PrimedRequest;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A client that was away and comes back with the last id that it has seen.
class ResumeSpec {

  private static final int KEPT = 1000;
  private static final int LONG_TEXTS = 40;
  private static final int ROUNDS = 6;

  @Must(
      id = "server-sent-events.resume.after-id",
      claim =
          "a client that comes back with its last id hears what it missed, and then what is new",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = {RESUMPTION, DELIVERY})
  void streamGoesOnAfterTheId(Room room) {
    Listener before = room.listen();
    Posted last = room.post();
    before.control(last);
    before.stream().reset();
    List<Posted> missed = Stream.generate(room::post).limit(3).toList();
    Listener after =
        room.opened(room.streamAfter(last.id()), "a stream for a client that comes back");
    after.hears(missed, "what was posted while the client was away");
    after.hears(room.post(), "what is posted when it is back");
  }

  @Must(
      id = "server-sent-events.resume.again",
      claim = "the same id gives the same events again",
      proves = RESUMPTION)
  void sameIdGivesTheSameAgain(Room room) {
    room.canResume();
    Posted last = room.post();
    List<Posted> missed = Stream.generate(room::post).limit(3).toList();
    for (int time = 1; time <= 2; time++) {
      Listener listener = room.openAfter(last);
      listener.hears(missed, "the events after the id, when it is asked for time " + time);
      listener.leave();
    }
  }

  @Must(
      id = "server-sent-events.resume.unknown-id",
      claim = "after an id that nobody knows comes everything that is kept",
      proves = RESUMPTION)
  void unknownIdGivesAll(Room room, Http1Wire wire) {
    room.canResume();
    wire.send(room.another().streamAfter("never-given"));
    if (wire.head() instanceof Seen.Response(var head) && head.status() != 200) {
      throw VerdictException.violates("a stream, with 200", head.toString());
    }
    List<Posted> all = Stream.generate(room::post).limit(3).toList();
    room.open(room.streamAfter("never-given")).hears(all, "all events of the room");
  }

  @Must(
      id = "server-sent-events.resume.kept",
      claim = "the last 1000 events of a room can be heard again, in their order",
      proves = {RESUMPTION, ORDERING})
  void thousandEventsAreKept(Room room) {
    room.canResume();
    List<Posted> posted = room.postMany(KEPT);
    String first = posted.getFirst().id();
    room.opened(room.streamAfter(first), "a stream after the oldest of 1000 events")
        .hears(posted.subList(1, KEPT), "the events after the first");
  }

  @Must(
      id = "server-sent-events.resume.no-gap",
      claim = "what is posted while a client comes back is heard, once",
      proves = {RESUMPTION, CONCURRENCY, DELIVERY},
      cases = Meanwhile.class)
  void nothingIsLostOrDoubledMeanwhile(Room room, Meanwhile meanwhile) {
    room.canResume();
    meanwhile.posting.accept(room);
  }

  /// When it is posted.
  enum Meanwhile implements Case {
    /// The old events are on their way: so many that the client has not taken them all.
    DURING_THE_REPLAY(ResumeSpec::duringTheReplay),
    /// At the very moment.
    AS_IT_COMES(ResumeSpec::asItComes);

    private final Consumer<Room> posting;

    Meanwhile(Consumer<Room> posting) {
      this.posting = posting;
    }
  }

  private static void duringTheReplay(Room room) {
    Posted last = room.post();
    var due = new ArrayList<>(room.postLong(LONG_TEXTS));
    var listener = new Listener(room, room.api().openWithoutReading(room.streamAfter(last.id())));
    Stream.generate(room::word).limit(5).map(room::accepted).forEach(due::add);
    listener.stream().resumeReading();
    due.add(room.post());
    listener.hearsWithReconnecting(last, due, "each event once, also those of meanwhile");
  }

  private static void asItComes(Room room) {
    Posted last = room.post();
    for (int round = 0; round < ROUNDS; round++) {
      PrimedRequest stream = room.api().hold(room.streamAfter(last.id()));
      List<String> texts = Stream.generate(room::word).limit(4).toList();
      List<PrimedRequest> posts = texts.stream().map(room::posting).map(room.api()::hold).toList();
      posts.get(0).release();
      posts.get(1).release();
      stream.release();
      posts.get(2).release();
      posts.get(3).release();
      var listener = new Listener(room, stream.stream());
      posts.forEach(each -> each.reply().require(status(201)));
      last = room.post();
      var heard = new ArrayList<>(listener.words(4, "four events that were posted meanwhile"));
      if (!new TreeSet<>(heard).equals(new TreeSet<>(texts))) {
        throw VerdictException.violates("each of " + texts + " once", heard.toString());
      }
      listener.hears(last, "the next event after them");
      listener.leave();
    }
  }
}
