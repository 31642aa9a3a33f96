package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.field;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.differentFrom;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.matching;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;

/// A room's title, and the tag that shows whether the room has changed.
class RoomSpec {

  private static final int CHANGES = 6;

  @Must(
      id = "polling.room.new",
      claim = "a room that was never changed has an empty title",
      proves = STATEFULNESS)
  void newRoomHasAnEmptyTitle(Room room) {
    room.getRoom().expect(status(200)).expectJson(json("title").is(""), json("count").is(0));
  }

  @Must(id = "polling.room.title", claim = "a title is kept as it was sent", proves = FIDELITY)
  void titleIsKept(Room room) {
    String title = "Tea 🍵, \"green\" and café";
    room.putTitle(title).require(status(200)).expectJson(json("title").is(title));
    room.expectTitle(title);
  }

  @Must(
      id = "polling.room.own",
      claim = "a change concerns one room, whose name is taken literally",
      source = "contract C; contract, Names",
      proves = STATEFULNESS)
  void changeConcernsOneRoom(Room room) {
    room.requireTitle("Tea");
    room.inCapitals().expectTitle("");
  }

  @Must(
      id = "polling.room.refused",
      claim = "a body without a proper title is refused",
      source = "contract C; contract, Errors",
      proves = ERROR_HANDLING,
      cases = BadTitle.class)
  void badTitleIsRefused(Room room, BadTitle bad) {
    room.requireTitle("Tea");
    room.putJson(bad.json).expect(refusal(422));
    room.expectTitle("Tea");
  }

  /// Bodies that are JSON and do not have a title.
  enum BadTitle implements Case {
    NO_TITLE("{}"),
    NUMBER("{\"title\":5}"),
    NULL("{\"title\":null}");

    private final String json;

    BadTitle(String json) {
      this.json = json;
    }
  }

  @Must(
      id = "polling.etag.strong",
      claim = "a room has a strong entity tag, in quotation marks",
      rfc = "9110#8.8.3",
      proves = FIDELITY)
  void tagIsStrong(Room room) {
    room.getRoom()
        .require(status(200))
        .expect(
            field(
                "ETag",
                matching("a strong entity tag, such as \"v1\"", "\"[\\x21\\x23-\\x7e]*\"")));
  }

  @Must(
      id = "polling.etag.stable",
      claim = "the tag stays the same while nothing changes",
      proves = STATEFULNESS)
  void tagStaysTheSame(Room room) {
    room.requireTitle("Tea");
    String first = room.getRoom().require(status(200)).requireField("ETag");
    room.getRoom().require(status(200)).expect(field("ETag", equalTo(first)));
  }

  @Must(
      id = "polling.etag.changes",
      claim = "each change changes the tag, however quickly the changes follow one another",
      proves = STATEFULNESS)
  void tagIsAnotherAfterEachChange(Room room, Http1Wire wire) {
    String before = room.requireTag(wire);
    for (int i = 1; i <= CHANGES; i++) {
      wire.requireServed(room.put("title " + i));
      String after = room.requireTag(wire);
      expectThat(
          after,
          differentFrom(before)
              .as("another tag after change " + i)
              .showing(tag -> "the same, " + tag));
      before = after;
    }
  }

  @Must(
      id = "polling.etag.of-change",
      claim = "a change is answered with the tag that the room has now",
      proves = STATEFULNESS)
  void changeIsAnsweredWithTheNewTag(Room room) {
    room.requireTitle("Tea");
    Reply change = room.putTitle("Coffee").require(status(200));
    change.expect(field("ETag", equalTo(room.requireTag())));
  }
}
