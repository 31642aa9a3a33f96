package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.function.UnaryOperator;

/// Cursors that the server never gave.
class CursorSpec {

  @Must(
      id = "long-polling.question.bad-cursor",
      claim = "a text that was never a cursor is refused",
      proves = ERROR_HANDLING)
  void whatWasNeverACursorIsRefused(Room room) {
    room.requireFirstEvent();
    room.pollNow("!!").expect(refusal(400));
  }

  @Must(
      id = "long-polling.question.unknown-cursor",
      claim = "a cursor that the server never gave is answered, and does no harm",
      source = "contract D; contract, Errors",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = Unknown.class)
  void unknownCursorDoesNoHarm(Room room, Unknown unknown) {
    String after = room.requireFirstEvent();
    String cursor = unknown.cursor.apply(after);
    room.pollNow(cursor)
        .expect(
            response(
                "204, a refusal with 4xx, or events",
                response -> response.isSuccess() || response.isClientError()));
    String then = " after the poll with after=" + cursor;
    room.postEvent("news").expect(status(201).as("an event accepted in this room" + then));
    room.pollNow(after).expect(status(200).as("a poll of this room answered" + then));
    room.another()
        .postEvent("elsewhere")
        .expect(status(201).as("an event accepted in another room" + then));
  }

  /// What looks like a cursor and is not one.
  enum Unknown implements Case {
    BEYOND_THE_END(Unknown::beyond),
    NEGATIVE(_ -> "-1"),
    TOO_LARGE_FOR_64_BITS(_ -> "9223372036854775808");

    private final UnaryOperator<String> cursor;

    Unknown(UnaryOperator<String> cursor) {
      this.cursor = cursor;
    }

    private static String beyond(String cursor) {
      return cursor.matches("\\d{1,17}") ? Long.toString(Long.parseLong(cursor) + 97) : "99";
    }
  }
}
