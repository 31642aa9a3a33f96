package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.function.UnaryOperator;

/// Cursors that the server has given to nobody.
class CursorSpec {

  @Must(
      id = "long-polling.question.bad-cursor",
      claim = "what was never a cursor is refused",
      proves = ERROR_HANDLING)
  void whatWasNeverACursorIsRefused(Room room) {
    room.start();
    room.askNow("!!").expect(refusal(400));
  }

  @Must(
      id = "long-polling.question.unknown-cursor",
      claim = "a cursor that nobody was given is answered, and harms nobody",
      source = "contract D; contract, Errors",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = Unknown.class)
  void unknownCursorHarmsNobody(Room room, Unknown unknown) {
    String after = room.start();
    String cursor = unknown.cursor.apply(after);
    room.askNow(cursor)
        .expect(
            response(
                "204, a refusal with 4xx, or news",
                response -> response.isSuccess() || response.isClientError()));
    String then = " after the question with after=" + cursor;
    answered(room.post("news"), 201, "an event taken in this room" + then);
    answered(room.askNow(after), 200, "a question answered in this room" + then);
    answered(room.another().post("elsewhere"), 201, "an event taken in another room" + then);
  }

  private static void answered(Reply reply, int status, String expected) {
    if (reply.status() != status) {
      throw VerdictException.violates(expected, reply.toString());
    }
  }

  /// What looks like a cursor and is none.
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
