package dev.wireproof.reference.serversentevents;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The log of a room: its last events, and the streams that follow it. A reader waits for what
/// comes after a position; a writer never waits for a reader.
final class StreamRoom {

  static final int KEPT = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<PostedEvent> kept = new ArrayList<>();
  private final List<Follower> followers = new ArrayList<>();
  private final Set<Long> taken = new HashSet<>();
  private final Set<SseFault> faults;
  private long last;

  StreamRoom(Set<SseFault> faults) {
    this.faults = faults;
  }

  /// Appends an event.
  PostedEvent post(String text) throws InterruptedException {
    lock.lock();
    try {
      var post = new PostedEvent(++last, text);
      kept.add(post);
      if (kept.size() > (faults.contains(SseFault.KEEPS_100) ? 100 : KEPT)) {
        kept.removeFirst();
      }
      changed.signalAll();
      while (faults.contains(SseFault.POST_WAITS_FOR_READERS)
          && followers.stream().anyMatch(each -> each.position() < post.number())) {
        changed.await();
      }
      return post;
    } finally {
      lock.unlock();
    }
  }

  /// The number of the newest event: where a stream begins that wants only what is new.
  long last() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  /// The number of the event of that id; 0, which stands before the first, when it is unknown.
  long find(String id) {
    lock.lock();
    try {
      return id.matches("[0-9]{1,15}") && Long.parseLong(id) <= last ? Long.parseLong(id) : 0;
    } finally {
      lock.unlock();
    }
  }

  /// The events after a position, as soon as there are some; none when none came in time.
  List<PostedEvent> await(long position, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (last <= position && left > 0) {
        left = changed.awaitNanos(left);
      }
      return after(position);
    } finally {
      lock.unlock();
    }
  }

  private List<PostedEvent> after(long position) {
    return kept.stream().filter(post -> post.number() > position).toList();
  }

  void join(Follower follower) {
    lock.lock();
    try {
      followers.add(follower);
    } finally {
      lock.unlock();
    }
  }

  void leave(Follower follower) {
    lock.lock();
    try {
      followers.remove(follower);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<Follower> followers() {
    lock.lock();
    try {
      return List.copyOf(followers);
    } finally {
      lock.unlock();
    }
  }

  /// Whether no stream has taken this event before.
  boolean take(PostedEvent post) {
    lock.lock();
    try {
      return taken.add(post.number());
    } finally {
      lock.unlock();
    }
  }

  void forget(PostedEvent post) {
    lock.lock();
    try {
      kept.remove(post);
    } finally {
      lock.unlock();
    }
  }

  /// What is done to a room while it is locked.
  interface Deed {
    void happen() throws IOException;
  }

  void locked(Deed deed) throws IOException {
    lock.lock();
    try {
      deed.happen();
    } finally {
      lock.unlock();
    }
  }

  /// Wakes all that wait, so that they look again.
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
