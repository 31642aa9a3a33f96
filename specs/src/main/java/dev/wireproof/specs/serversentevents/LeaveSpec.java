package dev.wireproof.specs.serversentevents;

import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Safety.LAB;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.atMost;
import static dev.wireproof.engine.verdict.Expectations.isTrue;

import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.clients.pattern.Stats;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.targets.process.ResourceUsage;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// How a stream ends: its client leaves, or the server is stopped.
class LeaveSpec {

  private static final int FEW = 4;
  private static final int MANY = 50;

  /// What a server may open for its own purposes meanwhile.
  private static final int OWN = 15;

  @Must(
      id = "server-sent-events.leave.producer-ends",
      claim = "a stream whose client has left is closed after two more events at the latest",
      proves = LIVENESS,
      alone = true,
      cases = Leaving.class)
  void producerEndsWithItsClient(Room room, Leaving leaving) {
    var stats = new Stats(room.api());
    List<Listener> leavers = room.requireListeners(FEW);
    long open =
        requireThat(
            stats.of("openStreams"),
            atLeast(FEW).as("openStreams to count " + FEW + " streams that are open"));
    leavers.forEach(each -> leaving.how.accept(each.stream()));
    room.requirePosted();
    room.requirePosted();
    Await.until(() -> stats.of("openStreams") <= open - FEW, room.patience().forAnswer());
    expectThat(
        stats.of("openStreams"),
        atMost(open - FEW)
            .as("openStreams at " + (open - FEW) + " when " + FEW + " clients had left"));
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
    room.requireListener().leave();
    int before = descriptors(processes);
    List<Listener> leavers = Stream.generate(() -> room.open()).limit(MANY).toList();
    leavers.subList(0, MANY / 2).forEach(Listener::leave);
    leavers.subList(MANY / 2, MANY).forEach(Listener::reset);
    room.requirePosted();
    room.requirePosted();
    Await.until(() -> descriptors(processes) <= before + OWN, room.patience().forAnswer());
    expectThat(
        descriptors(processes),
        atMost(before + OWN)
            .as("about " + before + " open descriptors again")
            .showing(n -> n + " after " + MANY + " streams had come and gone"));
  }

  private static int descriptors(List<Long> processes) {
    return ResourceUsage.of(processes).descriptors();
  }

  @Must(
      id = "server-sent-events.leave.others-go-on",
      claim = "a client that resets its stream does not disturb other streams",
      proves = ROBUSTNESS)
  void othersGoOn(Room room) {
    List<Listener> listeners = room.requireListeners(3);
    listeners.get(1).reset();
    for (int i = 0; i < 3; i++) {
      Posted posted = room.requirePosted();
      listeners.getFirst().expectHeard(posted, "the event, though another client has left");
      listeners.getLast().expectHeard(posted, "the event, though another client has left");
    }
  }

  @Must(
      id = "server-sent-events.stop.streams-end",
      claim = "on SIGTERM, the server ends its streams and does not wait for them",
      source = "contract, Starting and stopping",
      proves = LIVENESS,
      safety = LAB)
  void streamsEndWithTheServer(Room room, ServerControl server) {
    Listener listener = room.requireListener();
    Duration stopWithin = requireStopWithin(room);
    server.beginStop();
    expectThat(
        listener.readToEnd(stopWithin.multipliedBy(9).dividedBy(10)),
        isTrue("the end of the stream after SIGTERM", "it was still open"));
  }

  /// @throws VerdictException when the target was started by others: the rule does not apply
  private static Duration requireStopWithin(Room room) {
    return room.api()
        .target()
        .lifecycle()
        .orElseThrow(() -> VerdictException.notApplicable("the harness did not start this target"))
        .stopWithin();
  }
}
