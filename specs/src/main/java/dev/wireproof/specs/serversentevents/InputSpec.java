package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import java.util.Locale;

/// Posts that are refused, and what the refusals look like.
class InputSpec {

  @Must(
      id = "server-sent-events.input.refused",
      claim = "a post without a text is refused",
      proves = ERROR_HANDLING,
      cases = BadPost.class)
  void postWithoutTextIsRefused(Room room, BadPost bad) {
    room.requirePosted();
    room.postJson(bad.json).expect(refusal(422));
  }

  /// Bodies that are JSON, but not an event.
  enum BadPost implements Case {
    NO_TEXT("{}"),
    EMPTY_TEXT("{\"text\":\"\"}"),
    NUMBER("{\"text\":5}"),
    NULL("{\"text\":null}");

    private final String json;

    BadPost(String json) {
      this.json = json;
    }
  }

  @Must(
      id = "server-sent-events.input.no-event",
      claim = "a post that was refused is not delivered",
      proves = ERROR_HANDLING)
  void refusedPostIsNotDelivered(Room room) {
    Listener listener = room.requireListener();
    room.postJson("{\"text\":[\"" + room.newText() + "\"]}");
    Posted posted = room.requirePosted();
    listener.expectHeard(posted, "the next event that was accepted");
  }

  @Must(
      id = "server-sent-events.input.no-json",
      claim = "a body that is not JSON is refused",
      proves = ERROR_HANDLING)
  void noJsonIsRefused(Room room) {
    room.requirePosted();
    room.postJson("{\"text\":").expect(refusal(400));
  }

  @Must(
      id = "server-sent-events.input.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Room room) {
    room.postJson("{}").require(refusal(422)).expect(Replies.problem(422, 400));
  }

  @Must(
      id = "server-sent-events.input.method",
      claim = "a stream can be read with GET only, and the 405 to other methods says so",
      rfc = "9110#15.5.6",
      proves = ERROR_HANDLING,
      safety = Safety.POLITE)
  void otherMethodsAreRefused(Room room) {
    room.open().leave();
    room.deleteStream()
        .expect(
            status(405)
                .and(
                    having(
                        "GET in its Allow field",
                        response ->
                            response
                                .field("Allow")
                                .orElse("")
                                .toUpperCase(Locale.ROOT)
                                .matches(".*\\bGET\\b.*"))));
  }
}
