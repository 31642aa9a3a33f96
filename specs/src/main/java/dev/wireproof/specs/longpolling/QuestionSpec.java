package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.field;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.contains;
import static dev.wireproof.engine.verdict.Expectations.inAnyOrder;
import static dev.wireproof.engine.verdict.Expectations.matching;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import java.util.List;
import java.util.function.UnaryOperator;

/// Polls that need not be held, and what may stand in one.
class QuestionSpec {

  @Must(
      id = "long-polling.question.news-at-once",
      claim = "a poll for which there are events is answered at once, however long the client would wait",
      proves = {LIVENESS, DELIVERY},
      timing = true)
  void eventsAreAnsweredAtOnce(Room room) {
    String after = room.requireFirstEvent();
    room.requirePosted("news");
    room.beginPoll(after).expectEvents("a response at once, since there is an event", "news");
  }

  @Must(
      id = "long-polling.question.no-wait",
      claim = "a poll that does not wait is answered at once, with 204 when there are no events",
      proves = LIVENESS,
      timing = true,
      cases = NoWait.class)
  void pollWithoutWaitIsAnsweredAtOnce(Room room, NoWait wait) {
    room.beginPollWith(wait.query).expectNoEventsAtOnce("204 at once, since the client does not wait");
  }

  /// Polls of a room that no request has named before.
  enum NoWait implements Case {
    ZERO("wait=0"),
    LEFT_OUT("");

    private final String query;

    NoWait(String query) {
      this.query = query;
    }
  }

  @Must(
      id = "long-polling.question.from-the-beginning",
      claim = "a poll without a cursor starts at the beginning",
      proves = {DELIVERY, RESUMPTION},
      cases = NoCursor.class)
  void pollWithoutCursorStartsAtTheBeginning(Room room, NoCursor none) {
    room.requirePosted("one");
    room.requirePosted("two");
    PollResponse response = PollResponse.expectIn(room.poll(none.query));
    expectThat(response.texts(), contains("one").as("“one”, the first event of the room"));
  }

  /// Polls without a cursor.
  enum NoCursor implements Case {
    LEFT_OUT("wait=0"),
    EMPTY("after=&wait=0");

    private final String query;

    NoCursor(String query) {
      this.query = query;
    }
  }

  @Must(
      id = "long-polling.question.next",
      claim = "next is the cursor after the last event of its response",
      proves = {DELIVERY, ORDERING})
  void nextIsAfterTheLastEvent(Room room) {
    String after = room.requireFirstEvent();
    List<String> posted = room.requirePosted(3, "event");
    expectThat(room.expectRest(after), inAnyOrder(posted).as("each event once, " + posted));
  }

  @Must(
      id = "long-polling.question.replay",
      claim = "an old cursor gives the same events again, and then the newer ones",
      proves = {RESUMPTION, DELIVERY})
  void oldCursorGivesTheSameEventsAgain(Room room) {
    String after = room.requireFirstEvent();
    room.requirePosted("one");
    PollResponse.expectIn(room.pollNow(after));
    room.requirePosted("two");
    expectThat(
        room.expectRest(after),
        inAnyOrder(List.of("one", "two")).as("“one” again, and the new event “two”"));
  }

  @Must(
      id = "long-polling.question.own-room",
      claim = "a poll gets the events of its own room only, and room names are case-sensitive",
      source = "contract D; contract, Names",
      proves = DELIVERY,
      cases = Elsewhere.class)
  void eventsAreOfOneRoom(Room room, Elsewhere elsewhere) {
    room.requirePosted("here");
    elsewhere.room.apply(room).expectNoEvents("wait=0");
  }

  /// Rooms that are not this one.
  enum Elsewhere implements Case {
    OTHER_NAME(Room::another),
    CAPITAL_LETTERS(Room::inCapitals);

    private final UnaryOperator<Room> room;

    Elsewhere(UnaryOperator<Room> room) {
      this.room = room;
    }
  }

  @Must(
      id = "long-polling.question.bad-wait",
      claim = "a wait that is not a whole number of seconds is refused",
      proves = ERROR_HANDLING,
      cases = BadWait.class)
  void senselessWaitIsRefused(Room room, BadWait wait) {
    room.poll("wait=0").require(status(204));
    room.poll("wait=" + wait.value).expect(refusal(400));
  }

  /// What is not a whole number of seconds.
  enum BadWait implements Case {
    WORD("abc"),
    NEGATIVE("-1"),
    FRACTION("1.5");

    private final String value;

    BadWait(String value) {
      this.value = value;
    }
  }

  @Should(
      id = "long-polling.question.no-store",
      claim = "responses to polls are not cached",
      source = "contract D; RFC 6202 §2.2",
      proves = FIDELITY)
  void responsesAreNotCached(Room room) {
    room.requirePosted("news");
    room.poll("wait=0")
        .require(status(200))
        .expect(
            field(
                "Cache-Control",
                matching("no-store, or no-cache", "(?i)(.*[ ,])?no-(store|cache)([ ,].*)?")));
  }
}
