package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Asking only for what has changed, and changing only what has not.
class ConditionSpec {

  private static final int ROUNDS = 5;
  private static final int WRITERS = 8;

  @Must(
      id = "polling.not-modified.known",
      claim = "who knows the present tag is answered with 304",
      rfc = "9110#13.1.2",
      proves = STATEFULNESS,
      cases = Known.class)
  void knownTagIsAnsweredWith304(Room room, Known known) {
    room.changed("Tea");
    String tag = room.tag();
    if (known == Known.WEAK && !tag.startsWith("\"")) {
      throw VerdictException.inconclusive("the tag is no strong one: " + tag);
    }
    room.ask(known.field.apply(tag)).expect(status(304));
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
      claim = "who knows an old tag is answered with the room as it is now",
      rfc = "9110#13.1.2",
      proves = STATEFULNESS)
  void oldTagIsAnsweredWithTheRoom(Room room) {
    room.changed("Tea");
    String old = room.tag();
    room.changed("Coffee");
    room.tagOtherThan(old);
    String title = room.ask(old).expect(status(200)).expectJson().expectText("title");
    if (!title.equals("Coffee")) {
      throw VerdictException.violates("the title as it is now, Coffee", title);
    }
  }

  @Must(
      id = "polling.not-modified.tag",
      claim = "a 304 carries the tag",
      rfc = "9110#15.4.5",
      proves = STATEFULNESS)
  void notModifiedCarriesTheTag(Room room) {
    String tag = room.tag();
    String again = room.ask(tag).require(status(304)).expectField("ETag");
    if (!again.equals(tag)) {
      throw VerdictException.violates("ETag: " + tag, "ETag: " + again);
    }
  }

  @Must(
      id = "polling.not-modified.connection-goes-on",
      claim = "a 304 has no body, and its connection serves the next request",
      rfc = "9110#15.4.5",
      proves = {FRAMING, KEEPALIVE})
  void connectionGoesOn(Room room, Http1Wire wire) {
    String tag = room.tag();
    for (int i = 0; i < 2; i++) {
      wire.send(room.asking(tag)).expect(status(304));
    }
    wire.send(room.asking()).expect(status(200));
  }

  @Must(
      id = "polling.if-match.applies",
      claim = "a change applies where the tag is the present one, or none is asked for",
      rfc = "9110#13.1.1",
      proves = STATEFULNESS,
      cases = Applying.class)
  void changeApplies(Room room, Applying applying) {
    Optional<String> match = applying.match.apply(room.tag());
    room.api().send(room.changing("Coffee", match)).expect(status(200));
    if (!room.title().equals("Coffee")) {
      throw VerdictException.violates("the new title, Coffee", room.title());
    }
  }

  /// Fields If-Match under which a change applies.
  enum Applying implements Case {
    PRESENT_TAG(Optional::of),
    STAR(_ -> Optional.of("*")),
    LEFT_OUT(_ -> Optional.empty());

    private final Function<String, Optional<String>> match;

    Applying(Function<String, Optional<String>> match) {
      this.match = match;
    }
  }

  @Must(
      id = "polling.if-match.stale",
      claim = "a change of what has changed meanwhile is refused with 412",
      rfc = "9110#13.1.1",
      proves = {STATEFULNESS, CONCURRENCY})
  void staleTagIsRefused(Room room) {
    stale(room).expect(status(412));
  }

  private static Reply stale(Room room) {
    room.changed("Tea");
    String old = room.tag();
    room.changed("Coffee");
    room.tagOtherThan(old);
    return room.change("Water", old);
  }

  @Must(
      id = "polling.if-match.changes-nothing",
      claim = "a change that was refused has changed nothing",
      proves = STATEFULNESS)
  void refusedChangeHasNoEffect(Room room) {
    stale(room).require(status(412));
    String title = room.title();
    if (!title.equals("Coffee")) {
      throw VerdictException.violates("the title from before, Coffee", title);
    }
  }

  @Must(
      id = "polling.if-match.race",
      claim = "of many writers with the same tag exactly one is successful",
      source = "contract C; RFC 9110 §13.1.1",
      proves = {CONCURRENCY, STATEFULNESS})
  void oneOfManyWritersIsSuccessful(Room room) {
    for (int round = 1; round <= ROUNDS; round++) {
      Optional<String> tag = Optional.of(room.tag());
      String prefix = "round " + round + ", writer ";
      List<Http1Request> changes =
          IntStream.range(0, WRITERS).mapToObj(i -> room.changing(prefix + i, tag)).toList();
      List<Reply> replies = room.api().together(changes);
      replies.forEach(reply -> reply.require(status(200, 412)));
      room.tagOtherThan(tag.orElseThrow());
      long successful = replies.stream().filter(reply -> reply.status() == 200).count();
      if (successful != 1) {
        throw VerdictException.violates(
            "one successful writer of %d with the same tag".formatted(WRITERS),
            "%d in round %d".formatted(successful, round));
      }
    }
  }
}
