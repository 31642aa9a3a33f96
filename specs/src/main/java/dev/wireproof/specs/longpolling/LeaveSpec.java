package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Stats;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.targets.process.ResourceUsage;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Clients that leave while their question is held, and a server that does.
class LeaveSpec {

  private static final String WAITS = "openWaits";
  private static final int WAITING = 6;
  private static final int MANY = 50;

  /// So many looks in a row that see the same.
  private static final int LOOKS = 20;

  private static final long MOST_HOLD = 10;

  @Must(
      id = "long-polling.leave.frees",
      claim = "the question of a client that has left is given up",
      proves = {ROBUSTNESS, LIVENESS},
      alone = true,
      timing = true,
      cases = Leaving.class)
  void questionOfLostClientIsGivenUp(Room room, Leaving leaving) {
    var stats = new Stats(room.api());
    String after = room.start();
    // others, who left before, may be noticed only when their hold is over
    Await.until(() -> stats.of(WAITS) == 0, room.heldFor(MOST_HOLD));
    long before = stats.of(WAITS);
    List<Held> held = room.crowd(after, WAITING);
    Duration patience = room.patience().forAnswer();
    if (!Await.until(() -> stats.of(WAITS) >= before + WAITING, patience)) {
      throw VerdictException.inconclusive(
          WAITING + " questions, and openWaits is " + stats.of(WAITS));
    }
    held.forEach(each -> leaving.how.accept(each.pending()));
    given(room, held, () -> stats.of(WAITS) <= before, "openWaits as before they came");
  }

  /// At once, or, with a lesser flaw, when the hold is over.
  private static void given(Room room, List<Held> held, BooleanSupplier so, String expected) {
    Duration slack = room.patience().forAnswer();
    Held last = held.getLast();
    if (!Await.until(so, last.left().plus(slack))) {
      throw VerdictException.violates(expected, "not even when their hold was over");
    }
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
    String after = room.start();
    int before = settled(processes, room.patience().forAnswer());
    List<Held> held = room.crowd(after, MANY);
    held.getLast().parked();
    if (!Await.until(
        () -> ResourceUsage.of(processes).descriptors() >= before + MANY / 2,
        room.patience().forAnswer())) {
      throw VerdictException.inconclusive(MANY + " questions took no descriptors");
    }
    held.forEach(each -> leaving.how.accept(each.pending()));
    given(
        room,
        held,
        () -> ResourceUsage.of(processes).descriptors() < before + MANY / 2,
        "the descriptors of %d clients released".formatted(MANY));
  }

  /// The descriptors, once none of an earlier crowd is being released any more.
  private static int settled(List<Long> processes, Duration within) {
    var looks = new ArrayDeque<Integer>();
    Await.until(
        () -> {
          looks.add(ResourceUsage.of(processes).descriptors());
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
      claim = "a client that has left keeps the news from nobody",
      proves = {DELIVERY, ROBUSTNESS},
      timing = true,
      cases = Leaving.class)
  void othersAreWoken(Room room, Leaving leaving) {
    String after = room.startWoken();
    Held lost = room.hold(after).parked();
    List<Held> held = room.crowd(after, WAITING);
    held.getLast().parked();
    leaving.how.accept(lost.pending());
    held.getLast().parked();
    room.post("news").expect(status(201));
    held.forEach(
        each -> each.news("the news for those who stay").expect("the news", List.of("news")));
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
      claim = "told to end, the server answers what it holds with 204, and does not wait for it",
      source = "contract, Starting and stopping",
      proves = LIVENESS,
      safety = LAB,
      timing = true)
  void heldQuestionIsAnsweredWhenTheServerStops(Room room, ServerControl server) {
    String after = room.start();
    Held held = room.hold(after).parked();
    server.beginStop();
    held.givenUp("204 at once when the server is told to end");
  }
}
