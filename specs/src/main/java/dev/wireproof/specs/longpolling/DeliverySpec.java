package dev.wireproof.specs.longpolling;

import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.inAnyOrder;
import static dev.wireproof.engine.verdict.Expectations.inOrder;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import java.util.ArrayList;
import java.util.List;

/// Nothing lost, nothing twice, and in order, for clients that follow `next`.
class DeliverySpec {

  private static final int ROUNDS = 12;
  private static final int ON_EACH_SIDE = 5;
  private static final int STORM_ROUNDS = 12;
  private static final int AT_ONCE = 10;

  @Must(
      id = "long-polling.delivery.between-questions",
      claim = "an event that comes between two polls is in the response to the second, at once",
      proves = DELIVERY,
      timing = true)
  void nothingIsLostBetweenPolls(Room room) {
    String after = room.requireFirstEvent();
    Poll first = room.beginPoll(after).requireHeld();
    room.requirePosted("during the poll");
    String next = first.requireEvents().next();
    room.requirePosted("between two polls");
    room.beginPoll(next)
        .expectEvents("what came between the two polls, at once", "between two polls");
  }

  @Must(
      id = "long-polling.delivery.same-moment",
      claim = "a poll does not miss an event that is posted at the same moment",
      proves = {DELIVERY, CONCURRENCY},
      timing = true)
  void nothingIsMissedAtTheSameMoment(Room room) {
    String after = room.requireWake();
    for (int round = 1; round <= ROUNDS; round++) {
      String text = "event of round " + round;
      for (Reply poll : room.pollAroundPost(after, ON_EACH_SIDE, text)) {
        after = room.expectAtOnce(poll, text).next();
      }
    }
  }

  @Must(
      id = "long-polling.delivery.order",
      claim = "an event that was accepted before another was sent comes before it",
      proves = ORDERING)
  void orderIsKept(Room room) {
    String after = room.requireFirstEvent();
    List<String> posted = room.requirePosted(STORM_ROUNDS, "event");
    expectThat(
        room.expectRest(after),
        inOrder(posted).as("the order in which they were posted, " + posted));
  }

  @Must(
      id = "long-polling.delivery.storm",
      claim = "in a storm of events two readers see each event once, in the same order",
      proves = {DELIVERY, ORDERING, CONCURRENCY},
      timing = true)
  void stormIsDeliveredWhole(Room room) {
    String after = requireOrder(room, room.requireWake());
    var one = new Reader(room, after);
    var other = new Reader(room, after);
    var posted = new ArrayList<String>();
    for (int round = 1; round <= STORM_ROUNDS; round++) {
      Poll ofOne = one.beginPoll();
      Poll ofOther = other.beginPoll();
      posted.addAll(room.requirePostedAtOnce(AT_ONCE, "round %d, event".formatted(round)));
      one.take(ofOne.requireEvents());
      other.take(ofOther.requireEvents());
    }
    expectThat(one.expectToEnd().texts(), eachOnce(posted));
    expectThat(other.expectToEnd().texts(), eachOnce(posted));
    expectThat(
        other.texts(),
        equalTo(one.texts()).as("the same order for all readers, " + one.texts()));
  }

  /// Control: events that are posted one after the other come so.
  ///
  /// @return the cursor after them
  private static String requireOrder(Room room, String after) {
    List<String> posted = room.requirePosted(3, "in order");
    PollResponse response = PollResponse.requireIn(room.pollNow(after));
    requireThat(
        response.texts(),
        inOrder(posted.subList(0, Math.min(3, response.texts().size())))
            .as("the order of posting, even without a storm"));
    return new Reader(room, response.next()).requireToEnd().cursor();
  }

  private static Expectation<List<String>> eachOnce(List<String> posted) {
    return inAnyOrder(posted)
        .as("each of %d events once".formatted(posted.size()))
        .showing(seen -> {
          var lost = new ArrayList<>(posted);
          lost.removeAll(seen);
          var twice = new ArrayList<>(seen);
          posted.forEach(twice::remove);
          return "lost: " + lost + "; twice, or never posted: " + twice;
        });
  }
}
