package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ORDERING;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/// Nothing lost, nothing twice, and in order, for those who follow `next`.
class DeliverySpec {

  private static final int ROUNDS = 12;
  private static final int ON_EACH_SIDE = 5;
  private static final int STORM_ROUNDS = 12;
  private static final int AT_ONCE = 10;

  /// Seconds that a question asks for.
  private static final long LONGEST = 10;

  @Must(
      id = "long-polling.delivery.between-questions",
      claim = "what comes between two questions is answered to the second, at once",
      proves = DELIVERY,
      timing = true)
  void nothingIsLostBetweenQuestions(Room room) {
    String after = room.start();
    Held first = room.hold(after).parked();
    room.posted("during the question");
    String next = first.neededNews().next();
    room.posted("between two questions");
    room.hold(next)
        .news("what came between the two questions, at once")
        .expect("the event", List.of("between two questions"));
  }

  @Must(
      id = "long-polling.delivery.same-moment",
      claim = "an event that is posted at the very moment of a question is not missed by it",
      proves = {DELIVERY, CONCURRENCY},
      timing = true)
  void nothingIsMissedAtTheVeryMoment(Room room) {
    String after = room.startWoken();
    for (int round = 1; round <= ROUNDS; round++) {
      String text = "event " + round;
      List<Reply> replies = together(room, withPostBetween(room, after, text));
      replies.get(ON_EACH_SIDE).require(status(201));
      for (Reply reply : replies) {
        if (reply.status() != 201) {
          after = newsOf(room, reply, text, round).next();
        }
      }
    }
  }

  private static List<Reply> together(Room room, List<Http1Request> requests) {
    // longer than a hold: what comes then came late, and was not lost
    Duration within = room.heldFor(LONGEST).plus(room.patience().forAnswer());
    return room.api().together(requests, within);
  }

  private static List<Http1Request> withPostBetween(Room room, String after, String text) {
    long wait = Math.max(1, room.heldFor(LONGEST).toSeconds());
    List<Http1Request> questions = Collections.nCopies(2 * ON_EACH_SIDE, room.asking(after, wait));
    var requests = new ArrayList<>(questions);
    requests.add(ON_EACH_SIDE, room.posting(text));
    return requests;
  }

  private static News newsOf(Room room, Reply reply, String text, int round) {
    boolean late = reply.took().compareTo(room.patience().forAnswer()) > 0;
    if (reply.status() != 200 || late) {
      throw VerdictException.violates(
          "the event at once, for each of %d questions that were asked at its moment"
              .formatted(2 * ON_EACH_SIDE),
          "%s in round %d: %s".formatted(reply, round, diagnosis(room, reply)));
    }
    return News.of(reply).expect("the event", List.of(text));
  }

  private static String diagnosis(Room room, Reply reply) {
    if (reply.status() != 200) {
      return "a lost wake-up";
    }
    Duration hold = room.heldFor(LONGEST);
    long millis = reply.took().toMillis();
    return reply.took().compareTo(hold.multipliedBy(9).dividedBy(10)) < 0
        ? "late, not lost: after %d ms, so that the server looks for news now and then"
            .formatted(millis)
        : "after %d ms, when the hold of %d ms was over: nothing woke the question"
            .formatted(millis, hold.toMillis());
  }

  @Must(
      id = "long-polling.delivery.order",
      claim = "what was answered before another was sent comes before it",
      proves = ORDERING)
  void orderIsKept(Room room) {
    String after = room.start();
    List<String> posted = room.posted(STORM_ROUNDS, "event");
    List<String> seen = room.rest(after);
    if (!seen.equals(posted) && new HashSet<>(seen).equals(new HashSet<>(posted))) {
      throw VerdictException.violates(
          "the order in which they were posted, " + posted, seen.toString());
    }
    new News(List.of(), seen, "").expect("all events", posted);
  }

  @Must(
      id = "long-polling.delivery.storm",
      claim = "in a storm of events two readers see each of them once, in one order",
      proves = {DELIVERY, ORDERING, CONCURRENCY},
      timing = true)
  void stormIsDeliveredWhole(Room room) {
    String after = inOrder(room, room.startWoken());
    var one = new Reader(room, after);
    var other = new Reader(room, after);
    var posted = new ArrayList<String>();
    for (int round = 1; round <= STORM_ROUNDS; round++) {
      int first = round * AT_ONCE;
      List<String> texts =
          IntStream.range(first, first + AT_ONCE).mapToObj(i -> "event " + i).toList();
      Held mine = one.hold();
      Held others = other.hold();
      room.postedTogether(texts);
      posted.addAll(texts);
      one.take(mine.neededNews());
      other.take(others.neededNews());
    }
    eachOnce(posted, one.readToEnd().texts());
    eachOnce(posted, other.readToEnd().texts());
    if (!one.texts().equals(other.texts())) {
      throw VerdictException.violates(
          "one order for all readers", one.texts() + " for one, " + other.texts() + " for another");
    }
  }

  /// Events that are posted one after the other come so; otherwise the spec is inconclusive.
  private static String inOrder(Room room, String after) {
    List<String> posted = room.posted(3, "in order");
    News news = News.needed(room.askNow(after));
    if (!posted.subList(0, news.texts().size()).equals(news.texts())) {
      throw VerdictException.inconclusive(
          "not even without a storm was the order kept: " + news.texts());
    }
    return new Reader(room, news.next()).readToEnd().cursor();
  }

  private static void eachOnce(List<String> posted, List<String> seen) {
    var lost = new ArrayList<>(posted);
    lost.removeAll(seen);
    var twice = new ArrayList<>(seen);
    posted.forEach(twice::remove);
    if (!lost.isEmpty() || !twice.isEmpty()) {
      throw VerdictException.violates(
          "each of %d events once".formatted(posted.size()),
          "lost: " + lost + "; twice, or never posted: " + twice);
    }
  }
}
