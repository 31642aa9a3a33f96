package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Questions that need not be held, and what may stand in one.
class QuestionSpec {

  @Must(
      id = "long-polling.question.news-at-once",
      claim = "news that is there is answered at once, however long the client would wait",
      proves = {LIVENESS, DELIVERY},
      timing = true)
  void newsIsAnsweredAtOnce(Room room) {
    String after = room.start();
    room.posted("news");
    room.hold(after)
        .news("an answer at once, since there is news")
        .expect("the news", List.of("news"));
  }

  @Must(
      id = "long-polling.question.no-wait",
      claim = "a question that does not wait is answered at once, with 204 when there is no news",
      proves = LIVENESS,
      timing = true,
      cases = NoWait.class)
  void questionWithoutWaitIsAnsweredAtOnce(Room room, NoWait wait) {
    room.asked(wait.query).givenUp("204 at once, since the client does not wait");
  }

  /// Questions in a room that nobody has named before.
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
      claim = "a question without a cursor is answered from the beginning",
      proves = {DELIVERY, RESUMPTION},
      cases = NoCursor.class)
  void questionWithoutCursorBeginsAtTheBeginning(Room room, NoCursor none) {
    room.posted("one");
    room.posted("two");
    Reply reply = room.ask(none.query).expect(status(200));
    List<String> texts = News.of(reply).texts();
    if (!texts.contains("one")) {
      throw VerdictException.violates("the first event of the room", texts.toString());
    }
  }

  /// Questions without a cursor.
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
      claim = "next stands behind the last event of its answer",
      proves = {DELIVERY, ORDERING})
  void nextStandsBehindTheLastEvent(Room room) {
    String after = room.start();
    List<String> posted = room.posted(3, "event");
    expectInAnyOrder("each event once", posted, room.rest(after));
  }

  @Must(
      id = "long-polling.question.replay",
      claim = "an old cursor gives the same events again, and then what came since",
      proves = {RESUMPTION, DELIVERY})
  void oldCursorGivesTheSameEventsAgain(Room room) {
    String after = room.start();
    room.posted("one");
    News.of(room.askNow(after));
    room.posted("two");
    expectInAnyOrder(
        "the same event again, and the new one", List.of("one", "two"), room.rest(after));
  }

  private static void expectInAnyOrder(String what, List<String> expected, List<String> seen) {
    if (!seen.stream().sorted().toList().equals(expected.stream().sorted().toList())) {
      throw VerdictException.violates(what + ", " + expected, seen.toString());
    }
  }

  @Must(
      id = "long-polling.question.own-room",
      claim = "news is of one room, whose name is taken literally",
      source = "contract D; contract, Names",
      proves = DELIVERY,
      cases = Elsewhere.class)
  void newsIsOfOneRoom(Room room, Elsewhere elsewhere) {
    room.posted("here");
    elsewhere.room.apply(room).askForNothing("wait=0");
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
      claim = "a wait that makes no sense is refused",
      proves = ERROR_HANDLING,
      cases = BadWait.class)
  void senselessWaitIsRefused(Room room, BadWait wait) {
    room.ask("wait=0").require(status(204));
    room.ask("wait=" + wait.value).expect(refusal(400));
  }

  /// What is no number of seconds.
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
      claim = "answers are kept by no cache",
      source = "contract D; RFC 6202 §2.2",
      proves = FIDELITY)
  void answersAreKeptByNoCache(Room room) {
    room.posted("news");
    Reply reply = room.ask("wait=0").require(status(200));
    String control =
        reply.expectResponse().field("Cache-Control").orElse("none").toLowerCase(Locale.ROOT);
    Set<String> directives = Set.of(control.split("[ ,]+"));
    if (!directives.contains("no-store") && !directives.contains("no-cache")) {
      throw VerdictException.violates("Cache-Control: no-store", "Cache-Control: " + control);
    }
  }
}
