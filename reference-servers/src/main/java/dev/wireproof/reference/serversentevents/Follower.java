package dev.wireproof.reference.serversentevents;

import dev.wireproof.reference.Delay;
import dev.wireproof.reference.web.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// One open stream: a position in its room, and a client that is sent what comes after it.
final class Follower {

  private static final int BEHIND = 14;

  private final StreamRoom room;
  private final Set<SseFault> faults;
  private final Duration heartbeat;
  private final EventFormat writing;
  private final StreamResponse outlet;
  private final Exchange exchange;
  private final long joinedAt;
  private final boolean resumes;
  private volatile long position;
  private volatile boolean ending;
  private boolean live;
  private boolean silent;
  private long place;

  /// A stream that begins where its request says.
  Follower(Exchange exchange, StreamRoom room, Duration heartbeat, Set<SseFault> faults) {
    this.exchange = exchange;
    this.room = room;
    this.heartbeat = heartbeat;
    this.faults = faults;
    this.writing = new EventFormat(faults);
    this.outlet = new StreamResponse(exchange, faults);
    this.joinedAt = room.last();
    String lastId = exchange.request().field("Last-Event-ID").orElse("");
    this.resumes = has(SseFault.EMPTY_ID_IS_UNKNOWN) ? asks() : !lastId.isEmpty();
    this.position = begin(lastId);
  }

  private boolean asks() {
    return exchange.request().field("Last-Event-ID").isPresent();
  }

  private long begin(String lastId) {
    if (has(SseFault.HISTORY_FIRST) && !resumes) {
      return 0;
    }
    if (!resumes || has(SseFault.LAST_EVENT_ID_IGNORED)) {
      return joinedAt;
    }
    long known = room.find(lastId);
    if (known == 0 && has(SseFault.UNKNOWN_ID_IS_NONE)) {
      return joinedAt;
    }
    if (known > 0 && has(SseFault.REPEATS_THE_LAST)) {
      return known - 1;
    }
    return has(SseFault.SKIPS_ONE) && known > 0 ? known + 1 : known;
  }

  long position() {
    return position;
  }

  /// Ends the stream soon, as it should end.
  void end() {
    ending = true;
    room.wake();
  }

  /// Sends the client what happens, until it leaves or the stream is to end.
  void run() throws IOException, InterruptedException {
    outlet.open();
    outlet.comment(writing.retry());
    if (has(SseFault.JOINS_AFTER_HEAD) && !resumes) {
      Delay.interruptibly(Duration.ofMillis(100));
      position = room.last();
    }
    if (has(SseFault.JOINED_BY_ANOTHER) && !resumes) {
      Thread.ofPlatform().start(() -> position = room.last()).join();
    }
    while (!ending) {
      List<PostedEvent> posts = room.await(position, heartbeat);
      if (posts.isEmpty() && !ending) {
        beat();
      }
      if (has(SseFault.ROOM_LOCKED_WHILE_WRITING)) {
        room.locked(() -> deliver(live ? posts : inOrder(posts)));
      } else {
        deliver(live ? posts : inOrder(posts));
      }
      if (!live && isCaughtUp(posts)) {
        becomeLive();
      }
    }
    outlet.close();
  }

  private List<PostedEvent> inOrder(List<PostedEvent> replay) {
    return resumes && has(SseFault.REPLAY_SORTED_AS_TEXT)
        ? replay.stream().sorted(Comparator.comparing(PostedEvent::id)).toList()
        : replay;
  }

  private void beat() throws IOException {
    if (!has(SseFault.NO_HEARTBEAT) && !silent) {
      outlet.comment(writing.heartbeat());
      silent = has(SseFault.ONE_HEARTBEAT);
    }
  }

  private void deliver(List<PostedEvent> posts) throws IOException {
    if (live && has(SseFault.DROPS_WHEN_BEHIND) && posts.size() > BEHIND) {
      position = posts.getLast().number();
      return;
    }
    for (PostedEvent post : posts) {
      if (post.number() <= joinedAt || !has(SseFault.EVENT_GOES_TO_ONE) || room.take(post)) {
        send(post);
      }
      if (has(SseFault.REPLAYED_ONCE) && post.number() <= joinedAt) {
        room.forget(post);
      }
      position = Math.max(position, post.number());
      if (has(SseFault.POST_WAITS_FOR_READERS)) {
        room.wake();
      }
    }
  }

  private void send(PostedEvent post) throws IOException {
    String event = writing.event(post, ++place);
    if (!has(SseFault.DELIVERED_BY_THREADS) || post.number() <= joinedAt) {
      outlet.write(event);
      return;
    }
    long delay = (post.number() + System.identityHashCode(this)) % 3 * 20;
    Thread.ofVirtual().start(() -> late(event, delay));
  }

  private void late(String event, long delay) {
    try {
      Delay.interruptibly(Duration.ofMillis(delay));
      outlet.write(event);
    } catch (IOException _) {
      // the client has left meanwhile, which the stream's own thread finds out too
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether all is sent that was there when the stream was opened.
  private boolean isCaughtUp(List<PostedEvent> posts) {
    return posts.isEmpty() || position >= joinedAt;
  }

  private void becomeLive() throws IOException, InterruptedException {
    live = true;
    if (resumes && has(SseFault.REPLAYS_THEN_JOINS)) {
      position = room.last();
    }
    if (resumes && has(SseFault.JOINS_THEN_REPLAYS)) {
      // what was posted during the replay stands in the log, and in the queue as well
      deliver(room.await(position, Duration.ZERO));
      position = joinedAt;
    }
    ending |= resumes && has(SseFault.ENDS_AFTER_REPLAY);
  }

  private boolean has(SseFault fault) {
    return faults.contains(fault);
  }
}
