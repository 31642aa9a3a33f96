package dev.wireproof.reference.publishsubscribe;

import static dev.wireproof.reference.publishsubscribe.BrokerFault.ANSWERED_TOO_EARLY;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.DELETED_STAYS;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.LOOKED_UP_BEFORE_STORED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.LOST_WHILE_ANSWERING;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.LOST_WITH_ITS_CLIENT;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.NOT_WOKEN;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.NUMBERED_WITHOUT_LOCK;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.TAKEN_WITHOUT_LOCK;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.UNKNOWN_TAG_IS_404;

import dev.wireproof.reference.Delay;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Topics and subscriptions. One lock guards everything; a request that waits for messages looks
/// again when anything has changed.
final class Broker {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<BrokerFault> faults;
  private final BrokerJournal journal;
  private final Topics topics;
  private final Subscriptions subscriptions;
  private long accepted;
  private int held;

  Broker(BrokerJournal journal, Set<BrokerFault> faults) throws IOException {
    this.journal = journal;
    this.faults = faults;
    this.topics = new Topics(faults);
    this.subscriptions = new Subscriptions(journal, topics, faults);
    Replay.of(journal.read(), faults).into(this);
  }

  /// Takes a message in, unless it is the repeat of its publisher's last.
  BrokerMessage publish(BrokerMessage draft) throws IOException {
    lock.lock();
    try {
      Optional<BrokerMessage> known = topics.repeatOf(draft);
      if (known.isEmpty() && faults.contains(LOOKED_UP_BEFORE_STORED)) {
        pause();
      }
      if (known.isPresent()) {
        return topics.repeated(known.get(), this::deliver);
      }
      BrokerMessage message = draft.at(topics.nextOffset(draft.topic()));
      if (faults.contains(NUMBERED_WITHOUT_LOCK) && draft.publisher().isEmpty()) {
        pause();
      }
      journal.published(message);
      accept(message);
      changed.signalAll();
      return message;
    } finally {
      lock.unlock();
    }
  }

  /// Carries out a publication that has its offset.
  void accept(BrokerMessage message) {
    accepted++;
    topics.add(message);
    deliver(message);
  }

  private void deliver(BrokerMessage message) {
    topics
        .receivers(message, subscriptions.queues())
        .forEach(queue -> queue.add(Delivery.waiting(message, topics.marksLive(message))));
  }

  Subscriptions.Put subscribe(String name, SubscriptionSettings settings)
      throws IOException, Problem {
    lock.lock();
    try {
      return subscriptions.put(name, settings);
    } finally {
      lock.unlock();
    }
  }

  void delete(String name) throws IOException, Problem {
    lock.lock();
    try {
      subscriptions.member(name);
      if (!faults.contains(DELETED_STAYS)) {
        journal.deleted(name);
        subscriptions.remove(name);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// What there is for a subscription, or comes within a time.
  List<Delivery> fetch(String name, Duration wait, Exchange exchange)
      throws IOException, InterruptedException, Problem {
    long most = faults.contains(ANSWERED_TOO_EARLY) ? wait.toNanos() / 2 : wait.toNanos();
    var stopped = new boolean[1];
    exchange.onStop(() -> wake(() -> stopped[0] = true));
    exchange.onLeave(() -> wake(() -> {}));
    lock.lock();
    try {
      Member member = subscriptions.member(name);
      member.holds(1);
      held++;
      try {
        long end = System.nanoTime() + most;
        while (true) {
          boolean gone = exchange.hasLeft() && !faults.contains(LOST_WITH_ITS_CLIENT);
          List<Delivery> some = gone ? List.of() : take(member, exchange);
          long left = end - System.nanoTime();
          if (!some.isEmpty() || left <= 0 || stopped[0] || gone) {
            return some;
          }
          if (faults.contains(NOT_WOKEN)) {
            waitFor(left);
            return List.of();
          }
          long _ = changed.awaitNanos(Math.min(left, subscriptions.queue(member).nanosToNext()));
          subscriptions.member(name);
        }
      } finally {
        member.holds(-1);
        held--;
      }
    } finally {
      lock.unlock();
    }
  }

  private void waitFor(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (end - System.nanoTime() > 0) {
      long _ = changed.awaitNanos(end - System.nanoTime());
    }
  }

  private void wake(Runnable first) {
    lock.lock();
    try {
      first.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private List<Delivery> take(Member member, Exchange exchange) throws IOException {
    MessageQueue queue = subscriptions.queue(member);
    List<Delivery> looked = member.settings().manual() ? List.of() : queue.waiting();
    if (faults.contains(TAKEN_WITHOUT_LOCK) && !looked.isEmpty()) {
      pause();
    }
    List<Delivery> taken = queue.take(member);
    topics.moved(taken, queue, subscriptions.queues());
    if (taken.isEmpty() && faults.contains(TAKEN_WITHOUT_LOCK)) {
      return looked.stream().map(each -> each.to(member.name(), "late", 0)).toList();
    }
    if (!taken.isEmpty() && faults.contains(LOST_WHILE_ANSWERING)) {
      List<Delivery> before = queue.waiting();
      pause();
      List<Delivery> since = new ArrayList<>(queue.waiting());
      since.removeAll(before);
      queue.forget(since::contains);
    }
    if (faults.contains(LOST_WITH_ITS_CLIENT) && exchange.hasLeft()) {
      queue.forget(taken::contains);
    }
    return taken;
  }

  /// Lets others in for a moment, as a lock that is not held does.
  private void pause() {
    lock.unlock();
    Delay.of(Duration.ofMillis(3));
    lock.lock();
  }

  void acknowledge(String name, List<String> tags) throws IOException, Problem {
    settle(name, tags, MessageQueue::acknowledge);
  }

  void giveBack(String name, List<String> tags, boolean requeue) throws IOException, Problem {
    settle(name, tags, (queue, member, tag) -> queue.giveBack(member, tag, requeue));
  }

  @FunctionalInterface
  private interface Settling {
    boolean settle(MessageQueue queue, Member member, String tag) throws IOException;
  }

  private void settle(String name, List<String> tags, Settling how) throws IOException, Problem {
    lock.lock();
    try {
      Member member = subscriptions.member(name);
      member.seen();
      boolean all = true;
      for (String tag : tags) {
        all &= settleOne(member, tag, how);
      }
      changed.signalAll();
      if (!all && faults.contains(UNKNOWN_TAG_IS_404)) {
        throw new Problem(404, "There is no such tag.");
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean settleOne(Member member, String tag, Settling how) throws IOException {
    if (!faults.contains(BrokerFault.TAGS_OF_ALL)) {
      return how.settle(subscriptions.queue(member), member, tag);
    }
    boolean any = false;
    for (MessageQueue queue : subscriptions.queues()) {
      any |= how.settle(queue, member, tag);
    }
    return any;
  }

  /// After a start: only what is durable has outlived the last end.
  void forgetWhatIsNotDurable() throws IOException {
    subscriptions.removeWhatIsNotDurable();
    if (subscriptions.isEmpty()) {
      journal.clear();
      topics.clear();
    }
    topics.started();
    accepted = 0;
  }

  void reset() throws IOException {
    lock.lock();
    try {
      subscriptions.clear();
      forgetWhatIsNotDurable();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Map<String, Object> stats() {
    lock.lock();
    try {
      return Map.of("executed", Map.of("messages", accepted), "openWaits", held);
    } finally {
      lock.unlock();
    }
  }

  /// Where what the journal says is carried out.
  Subscriptions subscriptions() {
    return subscriptions;
  }

  /// The lock that guards everything.
  ReentrantLock lock() {
    return lock;
  }
}
