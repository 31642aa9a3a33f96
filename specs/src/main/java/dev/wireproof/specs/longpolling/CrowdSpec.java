package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Await;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.engine.spec.Teaches;
import dev.wireproof.engine.targets.process.ResourceUsage;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.List;

/// Many who wait at once, and those who are slow.
class CrowdSpec {

  /// As many questions as a server holds at least, unless it declares fewer connections.
  private static final long MOST = 200;

  /// Of one processor, while all questions are held.
  private static final double IDLE = 0.12;

  private static final int MOMENTS = 3;

  private static final int LARGE_EVENTS = 12;
  private static final String LARGE = "🌍".repeat(40_000);

  private static int most(Room room) {
    long promised = room.api().target().numberLimit("connections").orElse(MOST);
    // one connection is left for what the spec does beside them
    return Math.toIntExact(Math.min(MOST, promised - 1));
  }

  private static List<Held> crowd(Room room, String after) {
    List<Held> crowd = room.crowd(after, most(room));
    crowd.getLast().parked();
    return crowd;
  }

  @Must(
      id = "long-polling.crowd.others-served",
      claim = "while 200 questions are held, other requests are answered",
      proves = {CONCURRENCY, LIVENESS},
      alone = true,
      timing = true)
  void othersAreServed(Room room) {
    String after = room.start();
    // when its hold is over, others may be served because it is over
    Held first = crowd(room, after).getFirst();
    String expected = "an answer while %d questions are held".formatted(most(room));
    first.meanwhile(room.api().request("GET", "/"), 200, expected);
    first.meanwhile(room.another().posting("elsewhere"), 201, expected);
  }

  @Must(
      id = "long-polling.crowd.woken",
      claim = "one event answers 200 questions",
      proves = {DELIVERY, CONCURRENCY},
      alone = true,
      timing = true)
  void crowdIsWoken(Room room) {
    String after = room.startWoken();
    List<Held> crowd = crowd(room, after);
    room.posted("news");
    for (int i = 0; i < crowd.size(); i++) {
      crowd.get(i).news("the news for each of %d who wait; %d had it".formatted(crowd.size(), i));
    }
  }

  @Teaches(
      id = "long-polling.crowd.idle",
      claim = "held questions cost no processor time",
      proves = LIVENESS,
      safety = LAB,
      timing = true)
  void heldQuestionsCostNothing(Room room, ServerControl server) {
    List<Long> processes = server.processes();
    String after = room.start();
    Held last = crowd(room, after).getLast();
    // a server that has just been started may be busy with itself, so the quietest moment counts
    double least = 1;
    for (int i = 0; i < MOMENTS && least > IDLE; i++) {
      least = Math.min(least, share(processes, last, last.hold().dividedBy(2 * MOMENTS)));
    }
    if (least > IDLE) {
      throw VerdictException.violates(
          "next to no processor time while all questions are held",
          "%d %% of a processor".formatted(Math.round(100 * least)));
    }
  }

  /// Of one processor, during a moment in which nothing happens.
  private static double share(List<Long> processes, Held held, Duration moment) {
    long begin = System.nanoTime();
    Duration before = ResourceUsage.of(processes).processorTime();
    held.pending().watch(moment);
    Duration used = ResourceUsage.of(processes).processorTime().minus(before);
    return used.toNanos() / (double) (System.nanoTime() - begin);
  }

  @Observes(
      id = "long-polling.crowd.threads",
      claim = "how many threads 200 held questions take",
      proves = CONCURRENCY,
      safety = LAB)
  void howManyThreads(Room room, ServerControl server, Observation observation) {
    List<Long> processes = server.processes();
    String after = room.start();
    int before = ResourceUsage.of(processes).threads();
    List<Held> crowd = crowd(room, after);
    boolean many =
        Await.until(
            () -> ResourceUsage.of(processes).threads() - before > crowd.size() / 2,
            crowd.getLast().hold().dividedBy(4));
    observation.is(
        many ? "each held question has a thread of its own" : "held questions share a few threads");
  }

  @Must(
      id = "long-polling.crowd.slow-reader",
      claim = "a client that does not read its news delays nobody",
      source = "contract D; contract, HTTP, JSON and names",
      proves = {FLOW_CONTROL, ROBUSTNESS},
      timing = true)
  void slowReaderDelaysNobody(Room room, Http1Wire slow) {
    String after = room.startWoken();
    String end = after;
    for (int i = 0; i < LARGE_EVENTS; i++) {
      room.posted(LARGE);
      end = News.needed(room.askNow(end)).next();
    }
    slow.openWithoutReading().send(room.asking(after, 0));
    Held held = room.hold(end).parked();
    room.post("news").expect(status(201));
    held.news("the news, though another client does not read its own");
  }
}
