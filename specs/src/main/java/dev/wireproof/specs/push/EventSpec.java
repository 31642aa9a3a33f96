package dev.wireproof.specs.push;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;

/// Events that are posted to a room.
class EventSpec {

  @Must(
      id = "push.event.created",
      claim = "the response to an event is 201, with the event's id and its text",
      proves = DELIVERY,
      base = true)
  void eventIsCreated(Rooms rooms) {
    String text = rooms.newText();
    rooms
        .postEvent(rooms.newRoom(), text)
        .expect(status(201))
        .expectJson(json("id").isText(), json("text").is(text));
  }

  @Must(
      id = "push.event.refused",
      claim = "an event without a proper text is refused",
      proves = ERROR_HANDLING,
      cases = BadEvent.class)
  void senselessEventIsRefused(Rooms rooms, BadEvent bad) {
    String room = rooms.newRoom();
    rooms.requirePosted(room);
    rooms.postJson(room, bad.json).expect(refusal(bad.status));
  }

  /// What is not an event.
  enum BadEvent implements Case {
    NO_TEXT(422, "{}"),
    TEXT_IS_A_NUMBER(422, "{\"text\":7}"),
    EMPTY_TEXT(422, "{\"text\":\"\"}"),
    NO_JSON(400, "{\"text\":");

    private final int status;
    private final String json;

    BadEvent(int status, String json) {
      this.status = status;
      this.json = json;
    }
  }

  @Must(
      id = "push.event.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Rooms rooms) {
    rooms.postJson(rooms.newRoom(), "{}").require(refusal(422)).expect(Replies.problem(422, 400));
  }
}
