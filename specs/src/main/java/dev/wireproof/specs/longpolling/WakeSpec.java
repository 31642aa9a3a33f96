package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.LIVENESS;

import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.engine.spec.Teaches;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// News that comes while questions are held.
class WakeSpec {

  private static final int ROUNDS = 7;
  private static final int MOST_OF_THEM = ROUNDS / 2 + 1;

  /// How long the first question is held, and how much longer each further one. A server that looks
  /// every 100 or 150 ms is met shortly before its next look in some rounds, long before it in
  /// most.
  private static final Duration FIRST_PHASE = Duration.ofMillis(30);

  private static final Duration NEXT_PHASE = Duration.ofMillis(29);

  /// What one wake-up may take beyond some ordinary exchanges.
  private static final Duration GRACE = Duration.ofMillis(15);

  private static final int ORDINARY_EXCHANGES = 4;

  private static final int WAITING = 20;
  private static final int MEASUREMENTS = 3;

  /// What no exchange on one machine needs, and any timer that looks for news does.
  private static final Duration AT_ONCE = Duration.ofMillis(60);

  @Must(
      id = "long-polling.wake.at-once",
      claim = "a held question is answered at once when news comes",
      proves = {LIVENESS, DELIVERY},
      timing = true)
  void newsWakesTheQuestion(Room room) {
    String after = room.start();
    Held held = room.hold(after).parked();
    room.posted("news");
    held.news("the news at once, by a question that was held").expect("news", List.of("news"));
  }

  @Must(
      id = "long-polling.wake.everybody",
      claim = "one event answers all questions that are held in its room",
      proves = {DELIVERY, CONCURRENCY},
      timing = true)
  void everybodyIsWoken(Room room) {
    String after = room.startWoken();
    List<Held> held = room.crowd(after, WAITING);
    held.getLast().parked();
    room.posted("news");
    for (int i = 0; i < WAITING; i++) {
      held.get(i)
          .news("the news for each of %d who wait; %d had it".formatted(WAITING, i))
          .expect("the news", List.of("news"));
    }
  }

  @Must(
      id = "long-polling.wake.own-room",
      claim = "an event in another room answers nobody here",
      proves = DELIVERY,
      timing = true)
  void otherRoomsStayHeld(Room room) {
    String after = room.start();
    Held held = room.hold(after).parked();
    room.another().posted("elsewhere");
    held.still("no answer because of an event in another room");
  }

  @Teaches(
      id = "long-polling.wake.by-the-event",
      claim = "a held question is answered when the event happens, not at the server's next look",
      proves = LIVENESS,
      alone = true,
      timing = true)
  void newsDoesNotWaitForALook(Room room) {
    String after = room.start();
    var late = new ArrayList<Long>();
    int inTime = 0;
    for (int i = 0; inTime < MOST_OF_THEM && late.size() < MOST_OF_THEM; i++) {
      Held held = room.hold(after).parkedFor(FIRST_PHASE.plus(NEXT_PHASE.multipliedBy(i)));
      Duration ordinary = room.ordinaryExchange();
      Duration posting = room.post("news " + i).require(status(201)).took();
      long posted = System.nanoTime();
      after = held.newsAtLast().next();
      Duration behind = Duration.ofNanos(System.nanoTime() - posted);
      Duration slower = ordinary.compareTo(posting) > 0 ? ordinary : posting;
      if (behind.compareTo(GRACE.plus(slower.multipliedBy(ORDINARY_EXCHANGES))) > 0) {
        late.add(behind.toMillis());
      } else {
        inTime++;
      }
    }
    if (late.size() == MOST_OF_THEM) {
      throw VerdictException.violates(
          "the news about as soon as an ordinary answer, whenever in the hold the event happens",
          "in %d of %d rounds it came so many ms behind the answer to the post: %s; as from a server that sleeps and looks again"
              .formatted(late.size(), late.size() + inTime, late));
    }
  }

  @Observes(
      id = "long-polling.wake.latency",
      claim = "how long news takes to a question that is held",
      proves = LIVENESS,
      alone = true)
  void howLongNewsTakes(Room room, Observation observation) {
    var took = new ArrayList<Duration>();
    String after = room.start();
    for (int i = 0; i < MEASUREMENTS; i++) {
      Held held = room.hold(after).parked();
      long begin = System.nanoTime();
      room.posted("news " + i);
      after = held.neededNews().next();
      took.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    Collections.sort(took);
    Duration usual = took.get(MEASUREMENTS / 2);
    observation.is(
        usual.compareTo(AT_ONCE) < 0
            ? "news wakes a held question at once"
            : "news waits for the server to look for it now and then");
  }
}
