package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.field;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.exactly;
import static dev.wireproof.engine.verdict.Expectations.startingWith;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Conditional requests: read only what has changed, and change only what has not.
class ConditionSpec {

  private static final int WRITERS = 8;

  @Must(
      id = "polling.not-modified.known",
      claim = "a GET with the present tag in If-None-Match is answered with 304",
      rfc = "9110#13.1.2",
      proves = STATEFULNESS,
      cases = Known.class)
  void knownTagIsAnsweredWith304(Room room, Known known) {
    room.requireTitle("Tea");
    String tag = room.requireTag();
    if (known == Known.WEAK) {
      requireThat(tag, startingWith("\"").as("a strong tag, whose weak form is another text"));
    }
    room.getRoom(known.field.apply(tag)).expect(status(304));
  }

  /// Fields If-None-Match that hold the present tag.
  enum Known implements Case {
    ONE_TAG(tag -> tag),
    IN_A_LIST(tag -> "\"something-else\", " + tag + ", \"and-another\""),
    WEAK(tag -> "W/" + tag),
    STAR(_ -> "*");

    private final UnaryOperator<String> field;

    Known(UnaryOperator<String> field) {
      this.field = field;
    }
  }

  @Must(
      id = "polling.not-modified.changed",
      claim = "a GET with an old tag in If-None-Match is answered with the room as it is now",
      rfc = "9110#13.1.2",
      proves = STATEFULNESS)
  void oldTagIsAnsweredWithTheRoom(Room room) {
    String old = room.requireStaleTag("Tea", "Coffee");
    room.getRoom(old).expect(status(200)).expectJson(json("title").is("Coffee"));
  }

  @Must(
      id = "polling.not-modified.tag",
      claim = "a 304 carries the tag",
      rfc = "9110#15.4.5",
      proves = STATEFULNESS)
  void notModifiedCarriesTheTag(Room room) {
    String tag = room.requireTag();
    room.getRoom(tag).require(status(304)).expect(field("ETag", equalTo(tag)));
  }

  @Must(
      id = "polling.not-modified.connection-goes-on",
      claim = "a 304 has no body, and its connection serves the next request",
      rfc = "9110#15.4.5",
      proves = {FRAMING, KEEPALIVE})
  void connectionGoesOn(Room room, Http1Wire wire) {
    String tag = room.requireTag();
    wire.send(room.get(tag)).expect(status(304));
    wire.send(room.get(tag)).expect(status(304));
    wire.send(room.get()).expect(status(200));
  }

  @Must(
      id = "polling.if-match.applies",
      claim = "a change is applied if If-Match has the present tag or a star, or is left out",
      rfc = "9110#13.1.1",
      proves = STATEFULNESS,
      cases = Applying.class)
  void changeApplies(Room room, Applying applying) {
    applying.put.apply(room, room.requireTag()).expect(status(200));
    room.expectTitle("Coffee");
  }

  /// Changes with a field If-Match under which they are applied.
  enum Applying implements Case {
    PRESENT_TAG((room, tag) -> room.putTitle("Coffee", tag)),
    STAR((room, _) -> room.putTitle("Coffee", "*")),
    LEFT_OUT((room, _) -> room.putTitle("Coffee"));

    private final BiFunction<Room, String, Reply> put;

    Applying(BiFunction<Room, String, Reply> put) {
      this.put = put;
    }
  }

  @Must(
      id = "polling.if-match.stale",
      claim = "a change with an old tag in If-Match is refused with 412",
      rfc = "9110#13.1.1",
      proves = {STATEFULNESS, CONCURRENCY})
  void staleTagIsRefused(Room room) {
    String old = room.requireStaleTag("Tea", "Coffee");
    room.putTitle("Water", old).expect(status(412));
  }

  @Must(
      id = "polling.if-match.changes-nothing",
      claim = "a change that was refused has changed nothing",
      proves = STATEFULNESS)
  void refusedChangeHasNoEffect(Room room) {
    String old = room.requireStaleTag("Tea", "Coffee");
    room.putTitle("Water", old).require(status(412));
    room.expectTitle("Coffee");
  }

  @Must(
      id = "polling.if-match.race",
      claim = "of many writers with the same tag exactly one is successful",
      source = "contract C; RFC 9110 §13.1.1",
      proves = {CONCURRENCY, STATEFULNESS},
      rounds = 5)
  void oneOfManyWritersIsSuccessful(Room room) {
    String tag = room.requireTag();
    List<Reply> replies = room.putTitlesAtOnce(WRITERS, tag);
    replies.forEach(reply -> reply.require(status(200, 412)));
    room.requireTagOtherThan(tag);
    expectThat(
        replies.stream().filter(reply -> reply.status() == 200).count(),
        exactly(1)
            .as("one successful writer of %d with the same tag".formatted(WRITERS))
            .showing(n -> n + " successful writers"));
  }
}
