package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Safety.LAB;
import static dev.wireproof.engine.verdict.Expect.expectThat;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Await;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.engine.spec.Teaches;
import dev.wireproof.engine.targets.process.ResourceUsage;
import dev.wireproof.engine.verdict.Expectation;
import java.time.Duration;
import java.util.List;

/// Many polls that are held at once, and clients that are slow.
class CrowdSpec {

  /// The share of one processor, while all polls are held.
  private static final double IDLE = 0.12;

  private static final int MOMENTS = 3;

  private static final int LARGE_EVENTS = 12;
  private static final String LARGE = "🌍".repeat(40_000);

  @Must(
      id = "long-polling.crowd.others-served",
      claim = "while 200 polls are held, other requests are answered",
      proves = {CONCURRENCY, LIVENESS},
      alone = true,
      timing = true)
  void othersAreServed(Room room) {
    String after = room.requireFirstEvent();
    List<Poll> crowd = room.requireCrowd(after);
    // when the hold of the first is over, others may be served because it is over
    Poll first = crowd.getFirst();
    String expected = "a response while %d polls are held".formatted(crowd.size());
    first.expectMeanwhile(room.api().request("GET", "/"), 200, expected);
    first.expectMeanwhile(room.another().postRequest("elsewhere"), 201, expected);
  }

  @Must(
      id = "long-polling.crowd.woken",
      claim = "one event answers 200 polls",
      proves = {DELIVERY, CONCURRENCY},
      alone = true,
      timing = true)
  void crowdIsWoken(Room room) {
    String after = room.requireWake();
    List<Poll> crowd = room.requireCrowd(after);
    room.requirePosted("news");
    for (int i = 0; i < crowd.size(); i++) {
      crowd.get(i).expectEvents("the event for each of %d polls; %d had it".formatted(crowd.size(), i));
    }
  }

  @Teaches(
      id = "long-polling.crowd.idle",
      claim = "held polls cost no processor time",
      proves = LIVENESS,
      safety = LAB,
      timing = true)
  void heldPollsCostNothing(Room room, ServerControl server) {
    List<Long> processes = server.processes();
    String after = room.requireFirstEvent();
    Poll last = room.requireCrowd(after).getLast();
    // a server that has just been started may be busy with itself, so the quietest moment counts
    double least = 1;
    for (int i = 0; i < MOMENTS && least > IDLE; i++) {
      least = Math.min(least, share(processes, last, last.hold().dividedBy(2 * MOMENTS)));
    }
    expectThat(
        least,
        Expectation.of(
            "next to no processor time while all polls are held",
            share -> share <= IDLE,
            share -> "%d %% of a processor".formatted(Math.round(100 * share))));
  }

  /// The share of one processor, during a moment in which nothing happens.
  private static double share(List<Long> processes, Poll poll, Duration moment) {
    long begin = System.nanoTime();
    Duration before = ResourceUsage.of(processes).processorTime();
    poll.pending().watch(moment);
    Duration used = ResourceUsage.of(processes).processorTime().minus(before);
    return used.toNanos() / (double) (System.nanoTime() - begin);
  }

  @Observes(
      id = "long-polling.crowd.threads",
      claim = "how many threads 200 held polls take",
      proves = CONCURRENCY,
      safety = LAB)
  void howManyThreads(Room room, ServerControl server, Observation observation) {
    List<Long> processes = server.processes();
    String after = room.requireFirstEvent();
    int before = ResourceUsage.of(processes).threads();
    List<Poll> crowd = room.requireCrowd(after);
    boolean many =
        Await.until(
            () -> ResourceUsage.of(processes).threads() - before > crowd.size() / 2,
            crowd.getLast().hold().dividedBy(4));
    observation.is(
        many ? "each held poll has a thread of its own" : "held polls share a few threads");
  }

  @Must(
      id = "long-polling.crowd.slow-reader",
      claim = "a client that does not read its response delays no other client",
      source = "contract D; contract, HTTP, JSON and names",
      proves = {FLOW_CONTROL, ROBUSTNESS},
      timing = true)
  void slowReaderDelaysNoOther(Room room, Http1Wire slow) {
    String after = room.requireWake();
    String end = after;
    for (int i = 0; i < LARGE_EVENTS; i++) {
      room.requirePosted(LARGE);
      end = PollResponse.requireIn(room.pollNow(end)).next();
    }
    slow.openWithoutReading().send(room.pollRequest(after, 0));
    Poll poll = room.beginPoll(end).requireHeld();
    room.postEvent("news").expect(status(201));
    poll.expectEvents("the event, though another client does not read its own response");
  }
}
