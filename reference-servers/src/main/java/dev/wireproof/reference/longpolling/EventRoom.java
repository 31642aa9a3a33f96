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

/// The events of one room in their order, and the questions that wait for the next.
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

  /// Adds an event. Who adds it wakes all who wait, then.
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

  /// Beyond the end there is no news, unless the cursor is taken for an index into a list.
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

  /// Wakes all who wait: each looks for itself.
  synchronized void wakeAll() {
    if (has(WAKES_ONE) && !waiting.isEmpty()) {
      waiting.removeFirst().wake();
      return;
    }
    for (Poll question : waiting) {
      if (has(STOPS_AT_A_LOST_CLIENT) && question.isLost()) {
        return;
      }
      question.wake();
    }
    waiting.clear();
  }

  /// What came after the cursor. When there is nothing the question waits from now on: between the
  /// look and the entry in the list no event can slip in, since both happen under one lock.
  ///
  /// @throws Problem when what came after the cursor is not kept any more
  List<RoomEvent> newsOr(Poll question, long after) throws Problem {
    if (has(CHECKS_THEN_WAITS)) {
      List<RoomEvent> news = news(after);
      if (news.isEmpty()) {
        Delay.of(BETWEEN_TWO_STEPS);
        enter(question);
      }
      return news;
    }
    synchronized (this) {
      List<RoomEvent> news = has(LIVE_ONLY) ? List.of() : news(after);
      if (news.isEmpty()) {
        enter(question);
      }
      return news;
    }
  }

  private synchronized void enter(Poll question) {
    waiting.add(question);
  }

  /// The question waits no more.
  synchronized void forget(Poll question) {
    if (!has(STOPS_AT_A_LOST_CLIENT)) {
      waiting.remove(question);
    }
  }

  /// What came after the cursor.
  ///
  /// @throws Problem when some of it is not kept any more
  synchronized List<RoomEvent> news(long after) throws Problem {
    if (after > 0 && after < dropped && !has(SKIPS_WHAT_IS_GONE)) {
      throw new Problem(410, "What came after this cursor is not kept any more.");
    }
    if (has(STARTS_AT_THE_END) && after == 0) {
      return List.of();
    }
    List<RoomEvent> news = events.stream().filter(event -> event.number() > after).toList();
    if (has(CONSUMES_EVENTS)) {
      events.removeAll(news);
    }
    return news;
  }

  /// The cursor behind all events.
  synchronized long last() {
    return last;
  }

  private boolean has(LongPollingFault fault) {
    return faults.contains(fault);
  }
}
