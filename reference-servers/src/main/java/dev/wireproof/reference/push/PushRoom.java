package dev.wireproof.reference.push;

import dev.wireproof.reference.Delay;
import dev.wireproof.reference.web.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/// The events of one room, and its subscribers. The lock gives the events their order; nothing is
/// written to a client while it is held.
final class PushRoom {

  private final String name;
  private final Set<PushFault> faults;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<EventWriter> streams = new ArrayList<>();
  private final List<Webhook> hooks = new CopyOnWriteArrayList<>();
  private final List<PushEvent> past = new ArrayList<>();
  private int next = 1;
  private int turn;

  PushRoom(String name, Set<PushFault> faults) {
    this.name = name;
    this.faults = faults;
  }

  /// An event, and the hooks that it goes to.
  record Posted(PushEvent event, List<Webhook> hooks) {}

  Posted post(String text) throws IOException, Problem {
    lock.lock();
    try {
      var event = new PushEvent(name, Integer.toString(next++), text);
      past.add(event);
      send(event);
      return new Posted(event, List.copyOf(hooks));
    } finally {
      lock.unlock();
    }
  }

  private void send(PushEvent event) throws IOException, Problem {
    if (faults.contains(PushFault.GONE_READERS_FAIL_THE_POST)
        && streams.stream().anyMatch(EventWriter::isGone)) {
      throw new Problem(500, "Broken pipe.");
    }
    if (faults.contains(PushFault.ONE_STREAM_GETS_IT) && !streams.isEmpty()) {
      streams.get(turn++ % streams.size()).send(event);
    } else if (faults.contains(PushFault.NEIGHBOUR_SKIPPED)) {
      sendSkipping(event);
    } else if (faults.contains(PushFault.TOLD_WITHOUT_LOCK)) {
      sendUnlocked(event);
    } else {
      streams.removeIf(EventWriter::isGone);
      for (EventWriter stream : streams) {
        stream.send(event);
      }
    }
  }

  /// Counts on after it has removed one.
  private void sendSkipping(PushEvent event) throws IOException {
    for (int i = 0; i < streams.size(); i++) {
      if (streams.get(i).isGone()) {
        streams.remove(i);
      } else {
        streams.get(i).send(event);
      }
    }
  }

  private void sendUnlocked(PushEvent event) throws IOException {
    List<EventWriter> all = List.copyOf(streams);
    lock.unlock();
    try {
      for (int i = 0; i < all.size(); i++) {
        Delay.of(Duration.ofMillis((event.id().hashCode() + i) % 2 * 3L));
        all.get(i).send(event);
      }
    } finally {
      lock.lock();
    }
  }

  void open(EventWriter stream) throws IOException {
    lock.lock();
    try {
      if (faults.contains(PushFault.BEGINS_WITH_THE_PAST)) {
        for (PushEvent event : past) {
          stream.send(event);
        }
      }
      streams.add(stream);
    } finally {
      lock.unlock();
    }
  }

  void close(EventWriter stream) {
    if (faults.contains(PushFault.NEIGHBOUR_SKIPPED)
        || faults.contains(PushFault.GONE_READERS_FAIL_THE_POST)) {
      return; // it is found when the next event comes
    }
    lock.lock();
    try {
      streams.remove(stream);
    } finally {
      lock.unlock();
    }
  }

  /// What happened before; for the hook that should not get it.
  List<PushEvent> add(Webhook hook) {
    lock.lock();
    try {
      hooks.add(hook);
      return faults.contains(PushFault.HOOK_GETS_THE_PAST) ? List.copyOf(past) : List.of();
    } finally {
      lock.unlock();
    }
  }

  Optional<Webhook> remove(String id) {
    Optional<Webhook> found = hooks.stream().filter(hook -> hook.id().equals(id)).findFirst();
    found.ifPresent(hook -> {
      if (faults.contains(PushFault.DELETED_HOOK_STAYS)) {
        return;
      }
      hooks.remove(hook);
      if (!faults.contains(PushFault.DELETED_HOOK_IS_TRIED_AGAIN)) {
        hook.end();
      }
    });
    return found;
  }
}
