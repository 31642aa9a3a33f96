package dev.wireproof.specs.serversentevents;

import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.LIVENESS;

import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.engine.context.DeclaredLimits;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import java.time.Duration;

/// What a stream says when nothing happens.
class HeartbeatSpec {

  private static final int BEATS = 3;

  @Must(
      id = "server-sent-events.heartbeat.in-time",
      claim = "a stream is never silent longer than its heartbeat",
      proves = {KEEPALIVE, LIVENESS},
      safety = Safety.POLITE,
      timing = true)
  void heartbeatComesInTime(Room room, DeclaredLimits promises) {
    Duration promised = promises.timeout("heartbeat");
    EventStream stream = room.open(room.stream()).stream();
    for (int beat = 1; beat <= BEATS; beat++) {
      if (stream.part(promises.withSlack(promised)).isEmpty()) {
        throw VerdictException.violates(
            "something every %d ms, time %d of %d".formatted(promised.toMillis(), beat, BEATS),
            stream.isOver() ? "the stream ended" : "nothing");
      }
    }
  }

  @Must(
      id = "server-sent-events.heartbeat.no-event",
      claim = "a heartbeat is a comment, which no client takes for an event",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = {KEEPALIVE, FIDELITY},
      safety = Safety.POLITE)
  void heartbeatIsNoEvent(Room room, DeclaredLimits promises) {
    Deadline deadline = Deadline.in(promises.timeout("heartbeat").multipliedBy(6).dividedBy(5));
    EventStream stream = room.open(room.stream()).stream();
    stream
        .find(
            event -> !event.data().matches("(?si).*\\broom-[0-9a-f]{8}-.*"),
            Duration.ofNanos(deadline.nanosLeft()))
        .ifPresent(event -> {
          throw VerdictException.violates(
              "no event, since nobody posted", event.lines().toString());
        });
  }
}
