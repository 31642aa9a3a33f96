package dev.wireproof.engine.run;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.run.Run.Item;
import dev.wireproof.engine.run.UnderWay.Entry;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Sees during a run whether the target goes down. From the moment at which it seems so nothing
/// further is started, and what is under way is not believed, until somebody has looked into it.
/// Safe for use by several threads.
final class Watch {

  /// An item is judged again so often for an alarm in which nothing was found.
  private static final int MOST_DOUBTS = 6;

  private final UnderWay underWay = new UnderWay();
  private final Set<Item> again = new LinkedHashSet<>();
  private final Map<Item, Integer> doubts = new HashMap<>();
  private final ReentrantLock asking = new ReentrantLock();
  private long lastWell = System.nanoTime();
  private @Nullable Health health;
  private @Nullable List<Entry> alarm;
  private @Nullable Trial trial;

  /// One spec that is tried alone, to see what it does to the target.
  static final class Trial {
    private @Nullable Attempt attempt;

    Optional<Attempt> attempt() {
      return Optional.ofNullable(attempt);
    }
  }

  /// Begins to look. Before, all is believed.
  ///
  /// @param by of a target that is known to answer
  synchronized void arm(Health by) {
    health = by;
  }

  /// Whether the target is looked after.
  synchronized boolean isArmed() {
    return health != null;
  }

  /// A spec begins to speak with the target; empty where it has to wait until the alarm is over.
  Optional<Entry> begin(Item item, SpecContext context) {
    synchronized (this) {
      if (alarm != null) {
        again.add(item);
        return Optional.empty();
      }
    }
    return Optional.of(underWay.begin(item, context));
  }

  /// A spec has ended, and its connections are closed.
  ///
  /// @return whether what it came to can be believed; otherwise it is judged again later
  boolean believes(Entry entry, Attempt attempt) {
    try {
      return isBelieved(entry, attempt);
    } finally {
      underWay.end(entry);
    }
  }

  private boolean isBelieved(Entry entry, Attempt attempt) {
    Health by;
    synchronized (this) {
      if (trial != null) {
        trial.attempt = attempt;
        return false;
      }
      by = health;
    }
    Signs signs = Signs.of(entry.context(), attempt.outcome());
    boolean isGood = signs == Signs.GOOD && (attempt.conforms() || !isAlarmed());
    if (by == null || isGood) {
      return true;
    }
    if (!isAlarmed() && ((signs == Signs.ENDED && by.takesClients()) || isWell(by))) {
      return true;
    }
    raise();
    return !isDoubted(entry.item());
  }

  private synchronized boolean isAlarmed() {
    return alarm != null;
  }

  private synchronized boolean isDoubted(Item item) {
    return doubts.merge(item, 1, Integer::sum) <= MOST_DOUBTS && again.add(item);
  }

  /// Asks the target; what it answered to one who asked later serves all who waited meanwhile.
  private boolean isWell(Health by) {
    long asked = System.nanoTime();
    asking.lock();
    try {
      if (lastWell - asked > 0) {
        return true;
      }
      long begin = System.nanoTime();
      boolean well = !isAlarmed() && by.isWell();
      lastWell = well ? begin : lastWell;
      return well;
    } finally {
      asking.unlock();
    }
  }

  /// The target seems to be down: nothing further is started, and what is under way does not wait
  /// for ever.
  synchronized void raise() {
    if (alarm == null) {
      alarm = underWay.suspects();
      Duration within = health == null ? Duration.ZERO : health.patient();
      underWay.now().forEach(each -> SpecWatchdog.bite(each.context(), within));
    }
  }

  /// Whom the alarm suspects, when there was one; it is over with this.
  synchronized Optional<List<Entry>> takeAlarm() {
    Optional<List<Entry>> taken = Optional.ofNullable(alarm);
    alarm = null;
    return taken;
  }

  /// What is still to be judged.
  synchronized List<Item> takeAgain() {
    List<Item> taken = List.copyOf(again);
    again.clear();
    return taken;
  }

  /// What is judged from now on is a trial.
  synchronized Trial beginTrial() {
    var begun = new Trial();
    trial = begun;
    return begun;
  }

  synchronized void endTrial() {
    trial = null;
  }
}
