package dev.wireproof.reference.longpolling;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.web.BodyStream;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import dev.wireproof.reference.web.Router;
import dev.wireproof.reference.web.WebBased;
import dev.wireproof.reference.web.WebServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers each poll when there are events, or when its time is over.
final class EventServer implements WebBased {

  private final Set<LongPollingFault> faults;
  private final WaitTimes waits;
  private final PollResponses responses;
  private final Map<String, EventRoom> rooms = new ConcurrentHashMap<>();
  private final Set<String> deadCursors = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final Semaphore workers = new Semaphore(100);
  private final WebServer web;

  private EventServer(Environment environment, Duration hold, Set<LongPollingFault> faults)
      throws IOException {
    this.faults = faults;
    this.waits = new WaitTimes(hold, faults);
    this.responses = new PollResponses(faults);
    var routes =
        new Router("long-polling")
            .on("POST", "/rooms/{room}/events", refusing(this::post))
            .on("GET", "/rooms/{room}/events", refusing(this::ask))
            .on("POST", "/_lab/reset", this::reset)
            .on("GET", "/_lab/stats", this::stats);
    this.web =
        WebServer.start(
            environment,
            working(routes).endingOnCutJson(has(LongPollingFault.ENDS_ON_CUT_JSON), this::close),
            () -> {});
  }

  /// @param hold the longest time that a poll is held
  static EventServer start(Environment environment, Duration hold, Set<LongPollingFault> faults)
      throws IOException {
    return new EventServer(environment, hold, faults);
  }

  private EventRoom room(Exchange exchange) throws InterruptedException {
    String name = exchange.variable("room");
    String known = has(LongPollingFault.ROOMS_IN_LOWER_CASE) ? name.toLowerCase(Locale.ROOT) : name;
    EventRoom room = rooms.computeIfAbsent(known, _ -> new EventRoom(faults));
    room.awaitLock();
    return room;
  }

  private void post(Exchange exchange) throws IOException, InterruptedException, Problem {
    String text = EventTexts.of(exchange.request(), faults);
    if (has(LongPollingFault.STORED_THOUGH_REFUSED) && text.isEmpty()) {
      room(exchange).add(text);
    }
    if (text.isEmpty() && !has(LongPollingFault.EMPTY_TEXT_TAKEN)) {
      throw new Problem(422, "“text” is to have at least one character.");
    }
    EventRoom room = room(exchange);
    RoomEvent event = room.add(text);
    accepted.incrementAndGet();
    try {
      exchange.respond(has(LongPollingFault.ANSWERED_WITH_200) ? 200 : 201, event.shown());
    } finally {
      wake(room);
    }
  }

  private void wake(EventRoom room) {
    if (has(LongPollingFault.WAKES_ALL_ROOMS)) {
      rooms.values().forEach(EventRoom::wakeAll);
    }
    room.wakeAll();
  }

  /// Looks for events; waits when there are none and the client has time; looks once more.
  private void ask(Exchange exchange) throws IOException, InterruptedException, Problem {
    EventRoom room = room(exchange);
    Duration wait = waits.of(exchange.request());
    long after = cursor(exchange.request(), exchange.variable("room"));
    room.index(after);
    var poll = new Poll(exchange, faults);
    List<RoomEvent> events =
        wait.isZero() ? room.eventsAfter(after) : room.eventsOrWait(poll, after);
    boolean waits = events.isEmpty() && !wait.isZero();
    Optional<BodyStream> head = Optional.empty();
    if (waits) {
      head = responses.headOf(exchange);
      await(poll, wait);
      room.forget(poll);
      events = room.eventsAfter(after);
    }
    respond(exchange, head, room, events, waits);
  }

  private void await(Poll poll, Duration wait) throws InterruptedException {
    held.incrementAndGet();
    try {
      poll.await(wait);
    } finally {
      held.decrementAndGet();
    }
  }

  private void respond(
      Exchange exchange,
      Optional<BodyStream> head,
      EventRoom room,
      List<RoomEvent> events,
      boolean waited)
      throws IOException, Problem {
    if (events.isEmpty()) {
      if (has(LongPollingFault.CURSOR_DIES_WITH_204) && waited) {
        deadCursors.add(key(exchange.request(), exchange.variable("room")));
      }
      responses.noEvents(exchange, head, waited);
    } else if (has(LongPollingFault.WRITES_UNDER_THE_LOCK)) {
      synchronized (room) {
        responses.events(exchange, head, room, events);
      }
    } else {
      responses.events(exchange, head, room, events);
    }
  }

  private long cursor(Request request, String room) throws Problem {
    String after = request.query("after").orElse("");
    if (after.isEmpty()) {
      return 0;
    }
    if (after.matches("\\d{1,18}") && !deadCursors.contains(key(request, room))) {
      return Long.parseLong(after);
    }
    if (has(LongPollingFault.BAD_CURSOR_STARTS_OVER)) {
      return 0;
    }
    throw new Problem(400, "This was never a cursor.");
  }

  private static String key(Request request, String room) {
    return room + " " + request.query("after").orElse("");
  }

  private void reset(Exchange exchange) throws IOException {
    rooms.clear();
    accepted.set(0);
    exchange.respond(204);
  }

  private void stats(Exchange exchange) throws IOException {
    exchange.respond(
        200, Map.of("executed", Map.of("events", accepted.get()), "openWaits", held.get()));
  }

  /// The web server sends a refusal as it should be; a fault changes that.
  private Handler refusing(Handler handler) {
    return handler.refusing(
        has(LongPollingFault.REFUSES_WITHOUT_A_WORD), has(LongPollingFault.PROBLEMS_AS_JSON));
  }

  /// Handles a request, by one of a hundred workers where that is so.
  private Handler working(Handler handler) {
    if (!has(LongPollingFault.HUNDRED_WORKERS)) {
      return handler;
    }
    return exchange -> {
      workers.acquire();
      try {
        handler.handle(exchange);
      } finally {
        workers.release();
      }
    };
  }

  private boolean has(LongPollingFault fault) {
    return faults.contains(fault);
  }

  @Override
  public WebServer web() {
    return web;
  }
}
