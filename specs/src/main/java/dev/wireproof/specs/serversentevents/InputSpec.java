package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import java.util.Locale;

/// What is not posted, and how that is told.
class InputSpec {

  @Must(
      id = "server-sent-events.input.refused",
      claim = "a post without a text is refused",
      proves = ERROR_HANDLING,
      cases = BadPost.class)
  void postWithoutTextIsRefused(Room room, BadPost bad) {
    room.post();
    send(room, bad.json).expect(refusal(422));
  }

  private static Reply send(Room room, String json) {
    return room.api().post(room.path("events"), json);
  }

  /// Bodies that are JSON and no event.
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
      claim = "what was refused is not heard",
      proves = ERROR_HANDLING)
  void refusedPostIsNotHeard(Room room) {
    Listener listener = room.listen();
    send(room, "{\"text\":[\"" + room.word() + "\"]}");
    Posted posted = room.post();
    listener.hears(posted, "the next event that was accepted");
  }

  @Must(
      id = "server-sent-events.input.no-json",
      claim = "a body that is no JSON is refused",
      proves = ERROR_HANDLING)
  void noJsonIsRefused(Room room) {
    room.post();
    send(room, "{\"text\":").expect(refusal(400));
  }

  @Must(
      id = "server-sent-events.input.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Room room) {
    send(room, "{}").require(refusal(422)).expect(Replies.problem(422, 400));
  }

  @Must(
      id = "server-sent-events.input.method",
      claim = "a stream takes GET, and says so to other methods",
      rfc = "9110#15.5.6",
      proves = ERROR_HANDLING,
      safety = Safety.POLITE)
  void otherMethodsAreRefused(Room room) {
    room.open(room.stream()).leave();
    room.api()
        .delete(room.path("stream"))
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
