package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Safety.LAB;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.isTrue;

import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Stats;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.targets.process.ResourceUsage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Clients that leave while their poll is held, and a server that does.
class LeaveSpec {

  private static final String WAITS = "openWaits";
  private static final int WAITING = 6;
  private static final int MANY = 50;

  /// So many looks in a row that see the same.
  private static final int LOOKS = 20;

  private static final long MOST_HOLD = 10;

  @Must(
      id = "long-polling.leave.frees",
      claim = "the poll of a client that has left is given up",
      proves = {ROBUSTNESS, LIVENESS},
      alone = true,
      timing = true,
      cases = Leaving.class)
  void pollOfLostClientIsGivenUp(Room room, Leaving leaving) {
    var stats = new Stats(room.api());
    String after = room.requireFirstEvent();
    // others, who left before, may be noticed only when their hold is over
    Await.until(() -> stats.of(WAITS) == 0, room.heldFor(MOST_HOLD));
    long before = stats.of(WAITS);
    List<Poll> polls = room.beginPolls(after, WAITING);
    requireSoon(room, () -> stats.of(WAITS) >= before + WAITING, WAITING + " polls in openWaits");
    polls.forEach(poll -> leaving.how.accept(poll.pending()));
    expectGivenUp(room, polls, () -> stats.of(WAITS) <= before, "openWaits as before they came");
  }

  /// Control: it becomes so within the patience for an answer.
  private static void requireSoon(Room room, BooleanSupplier so, String expected) {
    requireThat(
        Await.until(so, room.patience().forAnswer()), isTrue(expected, "not so within the patience"));
  }

  /// At once, or, with a lesser flaw, when the hold is over.
  private static void expectGivenUp(
      Room room, List<Poll> polls, BooleanSupplier so, String expected) {
    Poll last = polls.getLast();
    boolean is = Await.until(so, last.left().plus(room.patience().forAnswer()));
    expectThat(is, isTrue(expected, "not even when their hold was over"));
    if (last.mayBeOver()) {
      room.tolerate("clients that leave are noticed only when their hold is over");
    }
  }

  @Must(
      id = "long-polling.leave.descriptors",
      claim = "the connection of a client that has left is closed",
      proves = ROBUSTNESS,
      safety = LAB,
      timing = true,
      cases = Leaving.class)
  void connectionOfLostClientIsClosed(Room room, ServerControl server, Leaving leaving) {
    List<Long> processes = server.processes();
    String after = room.requireFirstEvent();
    int half = settledDescriptors(processes, room.patience().forAnswer()) + MANY / 2;
    List<Poll> polls = room.beginPolls(after, MANY);
    polls.getLast().requireHeld();
    requireSoon(room, () -> descriptors(processes) >= half, "descriptors for " + MANY + " polls");
    polls.forEach(poll -> leaving.how.accept(poll.pending()));
    expectGivenUp(
        room,
        polls,
        () -> descriptors(processes) < half,
        "the descriptors of %d clients released".formatted(MANY));
  }

  private static int descriptors(List<Long> processes) {
    return ResourceUsage.of(processes).descriptors();
  }

  /// The descriptors, once none of an earlier crowd is being released any more.
  private static int settledDescriptors(List<Long> processes, Duration within) {
    var looks = new ArrayDeque<Integer>();
    Await.until(
        () -> {
          looks.add(descriptors(processes));
          if (looks.size() > LOOKS) {
            looks.remove();
          }
          return looks.size() == LOOKS && looks.stream().distinct().count() == 1;
        },
        within);
    return looks.getLast();
  }

  @Must(
      id = "long-polling.leave.others-woken",
      claim = "a client that has left does not keep events from the others",
      proves = {DELIVERY, ROBUSTNESS},
      timing = true,
      cases = Leaving.class)
  void othersAreWoken(Room room, Leaving leaving) {
    String after = room.requireWake();
    Poll lost = room.beginPoll(after).requireHeld();
    List<Poll> polls = room.beginPolls(after, WAITING);
    polls.getLast().requireHeld();
    leaving.how.accept(lost.pending());
    polls.getLast().requireHeld();
    room.postEvent("news").expect(status(201));
    polls.forEach(poll -> poll.expectEvents("the event for the clients that stay", "news"));
  }

  /// How a client leaves.
  enum Leaving implements Case {
    CLOSES(Pending::leave),
    RESETS(Pending::reset);

    private final Consumer<Pending> how;

    Leaving(Consumer<Pending> how) {
      this.how = how;
    }
  }

  @Must(
      id = "long-polling.leave.server-stops",
      claim = "on SIGTERM, held polls are answered with 204 at once",
      source = "contract, Starting and stopping",
      proves = LIVENESS,
      safety = LAB,
      timing = true)
  void heldPollIsAnsweredWhenTheServerStops(Room room, ServerControl server) {
    String after = room.requireFirstEvent();
    Poll poll = room.beginPoll(after).requireHeld();
    server.beginStop();
    poll.expectNoEventsAtOnce("204 at once after SIGTERM");
  }
}
