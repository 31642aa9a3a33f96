package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;

import dev.wireproof.clients.pattern.PhaseSampling;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.engine.spec.Teaches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Events that come while polls are held.
class WakeSpec {

  /// What one wake-up may take beyond some ordinary exchanges.
  private static final Duration GRACE = Duration.ofMillis(15);

  private static final int ORDINARY_EXCHANGES = 4;

  private static final int WAITING = 20;
  private static final int MEASUREMENTS = 3;

  /// What no exchange on one machine needs, and any timer that looks for events does.
  private static final Duration AT_ONCE = Duration.ofMillis(60);

  @Must(
      id = "long-polling.wake.at-once",
      claim = "a held poll is answered at once when an event comes",
      proves = {LIVENESS, DELIVERY},
      timing = true)
  void eventWakesThePoll(Room room) {
    String after = room.requireFirstEvent();
    Poll poll = room.beginPoll(after).requireHeld();
    room.requirePosted("news");
    poll.expectEvents("the event at once, by a poll that was held", "news");
  }

  @Must(
      id = "long-polling.wake.everybody",
      claim = "one event answers all polls that are held in its room",
      proves = {DELIVERY, CONCURRENCY},
      timing = true)
  void everyPollIsWoken(Room room) {
    String after = room.requireWake();
    List<Poll> polls = room.beginPolls(after, WAITING);
    polls.getLast().requireHeld();
    room.requirePosted("news");
    for (int i = 0; i < WAITING; i++) {
      polls.get(i).expectEvents("the event for each of %d polls; %d had it".formatted(WAITING, i), "news");
    }
  }

  @Must(
      id = "long-polling.wake.own-room",
      claim = "an event in another room answers no poll here",
      proves = DELIVERY,
      timing = true)
  void otherRoomsStayHeld(Room room) {
    String after = room.requireFirstEvent();
    Poll poll = room.beginPoll(after).requireHeld();
    room.another().requirePosted("elsewhere");
    poll.expectHeld("no response because of an event in another room");
  }

  @Teaches(
      id = "long-polling.wake.by-the-event",
      claim = "a held poll is answered when the event happens, not when the server looks next",
      proves = LIVENESS,
      alone = true,
      timing = true)
  void eventDoesNotWaitForALook(Room room) {
    String after = room.requireFirstEvent();
    var rounds = new PhaseSampling();
    while (!rounds.isDecided()) {
      Poll poll = room.beginPoll(after).requireHeldFor(rounds.nextPhase());
      Duration exchange = room.requireExchange();
      Duration post = room.postEvent("news").require(status(201)).took();
      long posted = System.nanoTime();
      after = poll.requireEventsAtLast().next();
      Duration ordinary = exchange.compareTo(post) > 0 ? exchange : post;
      rounds.add(
          Duration.ofNanos(System.nanoTime() - posted),
          GRACE.plus(ordinary.multipliedBy(ORDINARY_EXCHANGES)));
    }
    expectThat(
        rounds,
        PhaseSampling.mostlyInTime(
            "the event about as soon as an ordinary response, whenever in the hold it happens"));
  }

  @Observes(
      id = "long-polling.wake.latency",
      claim = "how long an event takes to reach a held poll",
      proves = LIVENESS,
      alone = true)
  void howLongAnEventTakes(Room room, Observation observation) {
    var took = new ArrayList<Duration>();
    String after = room.requireFirstEvent();
    for (int i = 0; i < MEASUREMENTS; i++) {
      Poll poll = room.beginPoll(after).requireHeld();
      long begin = System.nanoTime();
      room.requirePosted("news " + i);
      after = poll.requireEvents().next();
      took.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    Collections.sort(took);
    Duration usual = took.get(MEASUREMENTS / 2);
    observation.is(
        usual.compareTo(AT_ONCE) < 0
            ? "an event wakes a held poll at once"
            : "an event waits for the server to look for it now and then");
  }
}
