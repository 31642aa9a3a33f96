package dev.wireproof.specs.serversentevents;

import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.isEmpty;

import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.engine.context.DeclaredLimits;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a stream sends when nothing happens.
class HeartbeatSpec {

  private static final int BEATS = 3;

  /// The texts of all specs' rooms, of which a server that mixes its rooms up sends some here:
  /// another rule is about that.
  private static final String POSTED_BY_SPECS = "(?si).*\\broom-[0-9a-f]{8}-.*";

  @Must(
      id = "server-sent-events.heartbeat.in-time",
      claim = "a stream is never silent for longer than its heartbeat",
      proves = {KEEPALIVE, LIVENESS},
      safety = Safety.POLITE,
      timing = true)
  void heartbeatComesInTime(Room room, DeclaredLimits limits) {
    Duration interval = limits.timeout("heartbeat");
    EventStream stream = room.open().stream();
    for (int beat = 1; beat <= BEATS; beat++) {
      expectThat(
          stream.part(limits.withSlack(interval)),
          Expectation.of(
              "something every %d ms, time %d of %d".formatted(interval.toMillis(), beat, BEATS),
              Optional::isPresent,
              _ -> stream.isOver() ? "the stream ended" : "nothing"));
    }
  }

  @Must(
      id = "server-sent-events.heartbeat.no-event",
      claim = "a heartbeat is a comment, which clients do not take for an event",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = {KEEPALIVE, FIDELITY},
      safety = Safety.POLITE)
  void heartbeatIsNotAnEvent(Room room, DeclaredLimits limits) {
    Deadline deadline = Deadline.in(limits.timeout("heartbeat").multipliedBy(6).dividedBy(5));
    EventStream stream = room.open().stream();
    List<String> lines =
        stream
            .find(
                event -> !event.data().matches(POSTED_BY_SPECS),
                Duration.ofNanos(deadline.nanosLeft()))
            .map(Event::lines)
            .orElse(List.of());
    expectThat(lines, isEmpty().as("no event, since none was posted").showing(String::valueOf));
  }
}
