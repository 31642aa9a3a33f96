package dev.wireproof.specs.serversentevents;

import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.clients.pattern.Stats;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.targets.process.ResourceUsage;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// How a stream ends: its client goes, or the server is told to.
class LeaveSpec {

  private static final int FEW = 4;
  private static final int MANY = 50;

  /// What a server may open for its own purposes meanwhile.
  private static final int OWN = 15;

  @Must(
      id = "server-sent-events.leave.producer-ends",
      claim = "a stream whose client has left is not open any more after two more events",
      proves = LIVENESS,
      alone = true,
      cases = Leaving.class)
  void producerEndsWithItsClient(Room room, Leaving leaving) {
    var stats = new Stats(room.api());
    List<Listener> leavers = room.listen(FEW);
    long open = stats.of("openStreams");
    if (open < FEW) {
      throw VerdictException.inconclusive(
          "openStreams is " + open + " while " + FEW + " streams are open");
    }
    leavers.forEach(each -> leaving.how.accept(each.stream()));
    room.post();
    room.post();
    if (!Await.until(() -> stats.of("openStreams") <= open - FEW, room.patience().forAnswer())) {
      throw VerdictException.violates(
          "openStreams at " + (open - FEW) + " when " + FEW + " clients had left",
          Long.toString(stats.of("openStreams")));
    }
  }

  /// How a client leaves.
  enum Leaving implements Case {
    CLOSES(EventStream::leave),
    RESETS(EventStream::reset);

    private final Consumer<EventStream> how;

    Leaving(Consumer<EventStream> how) {
      this.how = how;
    }
  }

  @Must(
      id = "server-sent-events.leave.descriptors",
      claim = "fifty streams that came and went leave no connection open",
      source = "contract E; proc(5)",
      proves = {LIVENESS, ROBUSTNESS},
      safety = LAB)
  void nothingStaysOpen(Room room, ServerControl server) {
    List<Long> processes = server.processes();
    room.listen().leave();
    int before = ResourceUsage.of(processes).descriptors();
    List<Listener> leavers = Stream.generate(() -> room.open(room.stream())).limit(MANY).toList();
    leavers.subList(0, MANY / 2).forEach(Listener::leave);
    leavers.subList(MANY / 2, MANY).forEach(each -> each.stream().reset());
    room.post();
    room.post();
    if (!Await.until(
        () -> ResourceUsage.of(processes).descriptors() <= before + OWN,
        room.patience().forAnswer())) {
      throw VerdictException.violates(
          "about " + before + " open descriptors again",
          ResourceUsage.of(processes).descriptors()
              + " after "
              + MANY
              + " streams had come and gone");
    }
  }

  @Must(
      id = "server-sent-events.leave.others-go-on",
      claim = "a client that resets its stream hurts no other stream",
      proves = ROBUSTNESS)
  void othersGoOn(Room room) {
    List<Listener> listeners = room.listen(3);
    listeners.get(1).stream().reset();
    for (int i = 0; i < 3; i++) {
      Posted posted = room.post();
      listeners.getFirst().hears(posted, "the event, though another client has left");
      listeners.getLast().hears(posted, "the event, though another client has left");
    }
  }

  @Must(
      id = "server-sent-events.stop.streams-end",
      claim = "a server that is told to end ends its streams, and does not wait for them",
      source = "contract, Starting and stopping",
      proves = LIVENESS,
      safety = LAB)
  void streamsEndWithTheServer(Room room, ServerControl server) {
    EventStream stream = room.listen().stream();
    Duration within =
        room.api()
            .target()
            .lifecycle()
            .orElseThrow(
                () -> VerdictException.notApplicable("the harness did not start this target"))
            .stopWithin();
    server.beginStop();
    Deadline deadline = Deadline.in(within.multipliedBy(9).dividedBy(10));
    while (!stream.isOver() && !deadline.passed()) {
      stream.part(Duration.ofNanos(deadline.nanosLeft()));
    }
    if (!stream.isOver()) {
      throw VerdictException.violates("the end of the stream after SIGTERM", "it was still open");
    }
  }
}
