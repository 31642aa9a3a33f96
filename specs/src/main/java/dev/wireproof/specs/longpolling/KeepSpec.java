package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.exactly;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Must;
import java.util.List;

/// How far back a cursor may reach.
class KeepSpec {

  /// As many events of a room as a server keeps at least.
  private static final int KEPT = 1000;

  private static final int POSTED = KEPT + 200;

  @Must(
      id = "long-polling.keep.thousand",
      claim = "the last thousand events of a room are kept",
      proves = {RESUMPTION, DELIVERY},
      alone = true)
  void thousandEventsAreKept(Room room) {
    String after = room.requireFirstEvent();
    room.requirePostedMany(KEPT);
    PollResponse first = PollResponse.expectIn(room.pollNow(after));
    List<String> seen = new Reader(room, after).take(first).expectToEnd().texts();
    expectThat(
        seen.size(),
        exactly(KEPT).as(KEPT + " events after the cursor").showing(n -> n + " events"));
  }

  @Must(
      id = "long-polling.keep.gone",
      claim = "a cursor that is too old is refused with 410; events are never skipped silently",
      proves = {RESUMPTION, DELIVERY},
      alone = true)
  void tooOldCursorIsGone(Room room) {
    String after = room.requireFirstEvent();
    room.requirePostedMany(POSTED);
    Reply reply = room.pollNow(after).expect(status(200, 410));
    if (reply.status() == 200) {
      expectThat(
          room.expectRest(after).size(),
          exactly(POSTED)
              .as("410 for a cursor that is too old, or all %d events after it".formatted(POSTED))
              .showing(n -> n + " events"));
    }
  }
}
