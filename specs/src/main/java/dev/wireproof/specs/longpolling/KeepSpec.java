package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.RESUMPTION;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Seen;
import java.util.List;
import java.util.stream.Stream;

/// How far back a cursor may reach.
class KeepSpec {

  /// As many events of a room as a server keeps at least.
  private static final int KEPT = 1000;

  private static final int BEYOND = 200;
  private static final int CONNECTIONS = 8;

  @Must(
      id = "long-polling.keep.thousand",
      claim = "the last thousand events of a room are kept",
      proves = {RESUMPTION, DELIVERY},
      alone = true)
  void thousandEventsAreKept(Room room, Http1Wire wire) {
    String after = room.start();
    post(room, wire, KEPT);
    int seen = new Reader(room, after).take(News.of(room.askNow(after))).readToEnd().texts().size();
    if (seen != KEPT) {
      throw VerdictException.violates(KEPT + " events behind the cursor", seen + " events");
    }
  }

  @Must(
      id = "long-polling.keep.gone",
      claim = "a cursor that is too old is refused with 410, and never skips events in silence",
      proves = {RESUMPTION, DELIVERY},
      alone = true)
  void tooOldCursorIsGone(Room room, Http1Wire wire) {
    String after = room.start();
    int posted = KEPT + BEYOND;
    post(room, wire, posted);
    Reply reply = room.askNow(after).expect(status(200, 410));
    if (reply.status() == 200) {
      int seen = new Reader(room, after).readToEnd().texts().size();
      if (seen != posted) {
        throw VerdictException.violates(
            "410 for a cursor that is too old, or all %d events behind it".formatted(posted),
            seen + " events");
      }
    }
  }

  /// Posts many events over a few connections that stay open.
  private static void post(Room room, Http1Wire wire, int n) {
    List<Http1Wire> wires = Stream.generate(wire::another).limit(CONNECTIONS).toList();
    for (int i = 0; i < n; i += CONNECTIONS) {
      wires.forEach(each -> each.send(room.posting("event")));
      wires.forEach(KeepSpec::created);
    }
  }

  private static void created(Http1Wire wire) {
    Seen seen = wire.next();
    if (!(seen instanceof Seen.Response(var response)) || response.status() != 201) {
      throw VerdictException.inconclusive("an event was not taken: " + seen);
    }
  }
}
