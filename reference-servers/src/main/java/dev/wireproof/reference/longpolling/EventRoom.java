package dev.wireproof.reference.longpolling;

import static dev.wireproof.reference.longpolling.LongPollingFault.CHECKS_THEN_WAITS;
import static dev.wireproof.reference.longpolling.LongPollingFault.CONSUMES_EVENTS;
import static dev.wireproof.reference.longpolling.LongPollingFault.IDS_FROM_THE_CLOCK;
import static dev.wireproof.reference.longpolling.LongPollingFault.KEEPS_500;
import static dev.wireproof.reference.longpolling.LongPollingFault.LIVE_ONLY;
import static dev.wireproof.reference.longpolling.LongPollingFault.LOCK_KEPT_AFTER_REFUSAL;
import static dev.wireproof.reference.longpolling.LongPollingFault.SKIPS_WHAT_IS_GONE;
import static dev.wireproof.reference.longpolling.LongPollingFault.STARTS_AT_THE_END;
import static dev.wireproof.reference.longpolling.LongPollingFault.STOPS_AT_A_LOST_CLIENT;
import static dev.wireproof.reference.longpolling.LongPollingFault.UNKNOWN_CURSOR_IS_500;
import static dev.wireproof.reference.longpolling.LongPollingFault.WAKES_ONE;

import dev.wireproof.reference.Delay;
import dev.wireproof.reference.web.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// The events of one room in their order, and the polls that wait for the next.
final class EventRoom {

  private static final int KEPT = 1000;
  private static final Duration BETWEEN_TWO_STEPS = Duration.ofMillis(3);

  private final Set<LongPollingFault> faults;
  private final List<RoomEvent> events = new ArrayList<>();
  private final List<Poll> waiting = new ArrayList<>();

  /// What a server has that takes its locks by hand.
  private final Semaphore lock = new Semaphore(1);

  private long last;
  private long dropped;

  EventRoom(Set<LongPollingFault> faults) {
    this.faults = faults;
  }

  /// Adds an event. The caller wakes all polls then.
  synchronized RoomEvent add(String text) {
    long number = ++last;
    String id = has(IDS_FROM_THE_CLOCK) ? "e" + System.currentTimeMillis() : "e" + number;
    var event = new RoomEvent(number, id, text);
    events.add(event);
    if (events.size() > (has(KEEPS_500) ? 500 : KEPT)) {
      dropped = events.removeFirst().number();
    }
    return event;
  }

  /// Waits for a lock that was not given back.
  void awaitLock() throws InterruptedException {
    if (has(LOCK_KEPT_AFTER_REFUSAL)) {
      lock.acquire();
      lock.release();
    }
  }

  /// Beyond the end there are no events, unless the cursor is taken for an index into a list.
  void index(long after) throws InterruptedException, Problem {
    if (after <= last()) {
      return;
    }
    if (has(UNKNOWN_CURSOR_IS_500)) {
      throw new Problem(500, "Index out of bounds.");
    }
    if (has(LOCK_KEPT_AFTER_REFUSAL)) {
      lock.acquire();
      throw new Problem(400, "This was never a cursor.");
    }
  }

  /// Wakes all polls: each looks for itself.
  synchronized void wakeAll() {
    if (has(WAKES_ONE) && !waiting.isEmpty()) {
      waiting.removeFirst().wake();
      return;
    }
    for (Poll poll : waiting) {
      if (has(STOPS_AT_A_LOST_CLIENT) && poll.isLost()) {
        return;
      }
      poll.wake();
    }
    waiting.clear();
  }

  /// What came after the cursor. When there is nothing the poll waits from now on: between the look
  /// and the entry in the list no event can slip in, since both happen under one lock.
  ///
  /// @throws Problem when what came after the cursor is not kept any more
  List<RoomEvent> eventsOrWait(Poll poll, long after) throws Problem {
    if (has(CHECKS_THEN_WAITS)) {
      List<RoomEvent> found = eventsAfter(after);
      if (found.isEmpty()) {
        Delay.of(BETWEEN_TWO_STEPS);
        enter(poll);
      }
      return found;
    }
    synchronized (this) {
      List<RoomEvent> found = has(LIVE_ONLY) ? List.of() : eventsAfter(after);
      if (found.isEmpty()) {
        enter(poll);
      }
      return found;
    }
  }

  private synchronized void enter(Poll poll) {
    waiting.add(poll);
  }

  /// The poll waits no more.
  synchronized void forget(Poll poll) {
    if (!has(STOPS_AT_A_LOST_CLIENT)) {
      waiting.remove(poll);
    }
  }

  /// What came after the cursor.
  ///
  /// @throws Problem when some of it is not kept any more
  synchronized List<RoomEvent> eventsAfter(long after) throws Problem {
    if (after > 0 && after < dropped && !has(SKIPS_WHAT_IS_GONE)) {
      throw new Problem(410, "What came after this cursor is not kept any more.");
    }
    if (has(STARTS_AT_THE_END) && after == 0) {
      return List.of();
    }
    List<RoomEvent> found = events.stream().filter(event -> event.number() > after).toList();
    if (has(CONSUMES_EVENTS)) {
      events.removeAll(found);
    }
    return found;
  }

  /// The cursor after all events.
  synchronized long last() {
    return last;
  }

  private boolean has(LongPollingFault fault) {
    return faults.contains(fault);
  }
}
