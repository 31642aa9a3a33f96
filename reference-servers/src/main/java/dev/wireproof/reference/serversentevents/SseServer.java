package dev.wireproof.reference.serversentevents;

import dev.wireproof.reference.Delay;
import dev.wireproof.reference.Environment;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import dev.wireproof.reference.web.Router;
import dev.wireproof.reference.web.WebBased;
import dev.wireproof.reference.web.WebServer;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Rooms that take events and stream them to their clients.
final class SseServer implements WebBased {

  private static final int LONGEST = 65_536;
  private static final int FEW = 60;
  private static final int SIX = 6;

  private final Set<SseFault> faults;
  private final Duration heartbeat;
  private final WebServer web;
  private final Map<String, StreamRoom> rooms = new ConcurrentHashMap<>();
  private final AtomicInteger openStreams = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Semaphore threads;

  private SseServer(Environment environment, Duration heartbeat, Set<SseFault> faults)
      throws IOException {
    this.heartbeat = heartbeat;
    this.faults = faults;
    this.threads = new Semaphore(has(SseFault.SERVES_60) ? FEW : Integer.MAX_VALUE);
    var routes =
        new Router("server-sent-events")
            .on("POST", "/rooms/{room}/events", this::post)
            .on("GET", "/rooms/{room}/stream", this::follow)
            .on("GET", "/_lab/stats", this::stats);
    this.web =
        WebServer.start(
            environment,
            refusing(routes).endingOnCutJson(has(SseFault.ENDS_ON_CUT_JSON), this::close),
            () -> {});
  }

  /// Starts one.
  ///
  /// @param heartbeat after how much silence a stream says that it is alive
  static SseServer start(Environment environment, Duration heartbeat, Set<SseFault> faults)
      throws IOException {
    return new SseServer(environment, heartbeat, faults);
  }

  private StreamRoom room(Exchange exchange) {
    String name = exchange.variable("room");
    return rooms.computeIfAbsent(
        has(SseFault.ROOMS_IN_LOWER_CASE) ? name.toLowerCase(Locale.ROOT) : name,
        _ -> new StreamRoom(faults));
  }

  private void post(Exchange exchange) throws IOException, InterruptedException, Problem {
    StreamRoom room = room(exchange);
    // a post that waits for a slow reader ends when its own client leaves
    exchange.onLeave(Thread.currentThread()::interrupt);
    if (has(SseFault.SENT_BEFORE_CHECKED)
        && !(exchange.request().json().get("text") instanceof String)) {
      room.post(String.valueOf(exchange.request().json().get("text")));
    }
    String text = text(exchange.request());
    long before = room.last();
    // when hundreds of posts come one after the other, no two of them can get the same id
    if (has(SseFault.IDS_GIVEN_TWICE) && before < 100) {
      Delay.interruptibly(Duration.ofMillis(20));
    }
    PostedEvent post = room.post(text);
    accepted.incrementAndGet();
    if (has(SseFault.ROOMS_MIXED)) {
      for (StreamRoom other : rooms.values()) {
        if (other != room && !other.followers().isEmpty()) {
          other.post(text);
        }
      }
    }
    int status = has(SseFault.POST_ANSWERED_WITH_200) ? 200 : 201;
    String id = has(SseFault.IDS_GIVEN_TWICE) ? Long.toString(before + 1) : post.id();
    var shown = new LinkedHashMap<String, Object>();
    shown.put("id", id);
    shown.put("text", text);
    exchange.respond(status, shown);
  }

  private String text(Request request) throws Problem {
    if (has(SseFault.TEXT_UNCHECKED)) {
      return String.valueOf(request.json().get("text"));
    }
    try {
      String text = request.text("text");
      if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
        throw new Problem(422, "“text” is to have 1 to " + LONGEST + " characters.");
      }
      return text;
    } catch (Problem problem) {
      if (has(SseFault.NO_JSON_IS_500) && problem.status() == 400) {
        throw new Problem(500, "The body could not be parsed.");
      }
      throw problem;
    }
  }

  private void follow(Exchange exchange) throws IOException, InterruptedException, Problem {
    StreamRoom room = room(exchange);
    String lastId = exchange.request().field("Last-Event-ID").orElse("");
    if (has(SseFault.UNKNOWN_ID_REFUSED) && !lastId.isEmpty() && room.find(lastId) == 0) {
      throw new Problem(400, "There is no event " + lastId + ".");
    }
    if (has(SseFault.EMPTY_ID_REFUSED)
        && lastId.isEmpty()
        && exchange.request().field("Last-Event-ID").isPresent()) {
      throw new Problem(400, "An event has an id.");
    }
    if (has(SseFault.RESUMING_IS_204) && !lastId.isEmpty()) {
      exchange.respond(204);
      return;
    }
    if (has(SseFault.SIX_IN_A_ROOM) && room.followers().size() >= SIX) {
      throw new Problem(503, "There are six already.");
    }
    threads.acquire();
    openStreams.incrementAndGet();
    try {
      stream(exchange, room);
    } finally {
      openStreams.decrementAndGet();
      threads.release();
    }
  }

  private void stream(Exchange exchange, StreamRoom room) throws IOException, InterruptedException {
    var follower = new Follower(exchange, room, heartbeat, faults);
    if (!has(SseFault.LEFT_STREAMS_GO_ON)) {
      exchange.onLeave(Thread.currentThread()::interrupt);
    }
    if (!has(SseFault.STREAMS_OUTLIVE_STOP)) {
      exchange.onStop(follower::end);
    }
    room.join(follower);
    try {
      follower.run();
    } catch (IOException e) {
      if (has(SseFault.LEFT_STREAMS_GO_ON)) {
        new CountDownLatch(1).await();
      }
      throw e;
    } finally {
      room.leave(follower);
      if (has(SseFault.ONE_LEAVES_ALL_END)) {
        room.followers().forEach(Follower::end);
      }
    }
  }

  private void stats(Exchange exchange) throws IOException {
    exchange.respond(
        200,
        Map.of(
            "executed", Map.of("events", accepted.get()),
            "openStreams", openStreams.get()));
  }

  /// The web server sends a refusal as it should be; a fault changes that.
  private Handler refusing(Handler handler) {
    Handler refusing =
        handler.refusing(has(SseFault.REFUSES_WITHOUT_A_WORD), has(SseFault.PROBLEMS_AS_JSON));
    return has(SseFault.METHODS_NOT_TOLD) ? withoutFields(refusing) : refusing;
  }

  private static Handler withoutFields(Handler handler) {
    return exchange -> {
      try {
        handler.handle(exchange);
      } catch (Problem problem) {
        throw new Problem(problem.status(), String.valueOf(problem.getMessage()));
      }
    };
  }

  private boolean has(SseFault fault) {
    return faults.contains(fault);
  }

  @Override
  public WebServer web() {
    return web;
  }
}
