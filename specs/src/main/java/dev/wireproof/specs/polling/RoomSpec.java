package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Response;
import java.util.Optional;

/// A room's title, and the tag that says whether it is still the same.
class RoomSpec {

  private static final int CHANGES = 6;

  @Must(
      id = "polling.room.new",
      claim = "a room that nobody has named before has an empty title",
      proves = STATEFULNESS)
  void newRoomHasAnEmptyTitle(Room room) {
    Json state = room.ask().expect(status(200)).expectJson();
    if (!state.expectText("title").isEmpty() || state.expectNumber("count") != 0) {
      throw VerdictException.violates("an empty title and a count of 0", state.toString());
    }
  }

  @Must(id = "polling.room.title", claim = "a title is kept as it came", proves = FIDELITY)
  void titleIsKept(Room room) {
    String title = "Tea 🍵, \"green\" and café";
    String answered = room.change(title).require(status(200)).expectJson().expectText("title");
    String kept = room.title();
    if (!answered.equals(title) || !kept.equals(title)) {
      throw VerdictException.violates(
          "the title " + Json.write(title), Json.write(answered) + ", then " + Json.write(kept));
    }
  }

  @Must(
      id = "polling.room.own",
      claim = "a change concerns one room, whose name is taken literally",
      source = "contract C; contract, Names",
      proves = STATEFULNESS)
  void changeConcernsOneRoom(Room room) {
    room.changed("Tea");
    String title = room.inCapitals().title();
    if (!title.isEmpty()) {
      throw VerdictException.violates("no title in a room with another name", title);
    }
  }

  @Must(
      id = "polling.room.refused",
      claim = "a title that is none is refused",
      source = "contract C; contract, Errors",
      proves = ERROR_HANDLING,
      cases = BadTitle.class)
  void badTitleIsRefused(Room room, BadTitle bad) {
    room.changed("Tea");
    room.changeTo(bad.json).expect(refusal(422));
    if (!room.title().equals("Tea")) {
      throw VerdictException.violates("the title from before", room.title());
    }
  }

  /// Bodies that are JSON and have no title.
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
    String tag = room.ask().require(status(200)).expectField("ETag");
    if (!tag.matches("\"[\\x21\\x23-\\x7e]*\"")) {
      throw VerdictException.violates("a strong entity tag, such as \"v1\"", tag);
    }
  }

  @Must(
      id = "polling.etag.stable",
      claim = "the tag stays the same while nothing changes",
      proves = STATEFULNESS)
  void tagStaysTheSame(Room room) {
    room.changed("Tea");
    String first = room.ask().require(status(200)).expectField("ETag");
    String second = room.ask().require(status(200)).expectField("ETag");
    if (!first.equals(second)) {
      throw VerdictException.violates("the same tag, " + first, second);
    }
  }

  @Must(
      id = "polling.etag.changes",
      claim = "the tag is another after each change, however quickly they follow",
      proves = STATEFULNESS)
  void tagIsAnotherAfterEachChange(Room room, Http1Wire wire) {
    String before = tag(wire.requireServed(room.asking()));
    for (int i = 1; i <= CHANGES; i++) {
      wire.requireServed(room.changing("title " + i, Optional.empty()));
      String after = tag(wire.requireServed(room.asking()));
      if (after.equals(before)) {
        throw VerdictException.violates("another tag after change " + i, "the same, " + after);
      }
      before = after;
    }
  }

  private static String tag(Http1Response response) {
    return response
        .field("ETag")
        .orElseThrow(() -> VerdictException.violates("an ETag", "“" + response + "” without one"));
  }

  @Must(
      id = "polling.etag.of-change",
      claim = "a change is answered with the tag that the room has now",
      proves = STATEFULNESS)
  void changeIsAnsweredWithTheNewTag(Room room) {
    room.changed("Tea");
    String answered = room.change("Coffee").require(status(200)).expectField("ETag");
    String present = room.tag();
    if (!answered.equals(present)) {
      throw VerdictException.violates("the room's tag, " + present + ", in the answer", answered);
    }
  }
}
