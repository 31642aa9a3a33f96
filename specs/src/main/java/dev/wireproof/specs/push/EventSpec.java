package dev.wireproof.specs.push;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;

/// What is posted to a room.
class EventSpec {

  @Must(
      id = "push.event.created",
      claim = "an event is answered with 201, its id and its text",
      proves = DELIVERY,
      base = true)
  void eventIsCreated(Rooms rooms) {
    String text = rooms.text();
    Json answer = rooms.post(rooms.room(), text).expect(status(201)).expectJson();
    if (answer.expectText("id").isEmpty() || !answer.expectText("text").equals(text)) {
      throw VerdictException.violates("an id, and the text “" + text + "”", answer.toString());
    }
  }

  @Must(
      id = "push.event.refused",
      claim = "an event that makes no sense is refused",
      proves = ERROR_HANDLING,
      cases = BadEvent.class)
  void senselessEventIsRefused(Rooms rooms, BadEvent bad) {
    String room = rooms.room();
    rooms.posted(room, rooms.text());
    rooms.api().post("/rooms/" + room + "/events", bad.json).expect(refusal(bad.status));
  }

  /// What is no event.
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
    rooms
        .api()
        .post("/rooms/" + rooms.room() + "/events", "{}")
        .require(refusal(422))
        .expect(Replies.problem(422, 400));
  }
}
