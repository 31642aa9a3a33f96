package dev.wireproof.reference.publishsubscribe;

import static dev.wireproof.reference.publishsubscribe.BrokerFault.ANSWERED_TOO_EARLY;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.BACKLOG_OUTLIVES_DELETE;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.DELETED_STAYS;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.GROUP_FANS_OUT;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.GROUP_FILTERS_MIXED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.LOOKED_UP_BEFORE_STORED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.LOST_WHILE_ANSWERING;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.LOST_WITH_ITS_CLIENT;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.NOT_WOKEN;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.NUMBERED_WITHOUT_LOCK;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.PUT_BEGINS_ANEW;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.SETTINGS_REPLACED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.TAKEN_WITHOUT_LOCK;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.UNKNOWN_TAG_IS_404;

import dev.wireproof.reference.Delay;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Topics and subscriptions. One lock guards everything; a request that waits for messages looks
/// again when anything has changed.
final class Broker {

  /// What came of a `PUT`.
  record Put(boolean isNew, SubscriptionSettings settings) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<BrokerFault> faults;
  private final BrokerJournal journal;
  private final Topics topics;
  private final Map<String, Member> subscriptions = new HashMap<>();
  private final Map<String, MessageQueue> queues = new HashMap<>();
  private final Map<String, MessageQueue> deserted = new HashMap<>();
  private long accepted;
  private int held;

  Broker(BrokerJournal journal, Set<BrokerFault> faults) throws IOException {
    this.journal = journal;
    this.faults = faults;
    this.topics = new Topics(faults);
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
        .receivers(message, queues.values())
        .forEach(queue -> queue.add(Delivery.waiting(message, topics.marksLive(message))));
  }

  Put subscribe(String name, SubscriptionSettings settings) throws IOException, Problem {
    lock.lock();
    try {
      Optional<Member> known = Optional.ofNullable(subscriptions.get(name));
      if (known.isPresent() && !faults.contains(PUT_BEGINS_ANEW)) {
        if (!known.get().settings().equals(settings) && !faults.contains(SETTINGS_REPLACED)) {
          throw new Problem(409, "“" + name + "” is there with other settings.");
        }
        return new Put(false, settings);
      }
      Filter filter = Filter.of(settings.filter(), faults);
      if (hasOtherFilter(settings) && !faults.contains(GROUP_FILTERS_MIXED)) {
        throw new Problem(409, "The group has another filter.");
      }
      journal.subscribed(name, settings);
      enter(name, settings, filter);
      return new Put(known.isEmpty(), settings);
    } finally {
      lock.unlock();
    }
  }

  private boolean hasOtherFilter(SubscriptionSettings settings) {
    return settings.group().isPresent()
        && subscriptions.values().stream()
            .map(Member::settings)
            .filter(other -> other.group().equals(settings.group()))
            .anyMatch(other -> !other.filter().equals(settings.filter()));
  }

  /// Carries out a subscription that is as it should be.
  void enter(String name, SubscriptionSettings settings, Filter filter) {
    if (subscriptions.containsKey(name)) {
      queues.remove(queueName(name, settings));
    }
    var member = new Member(name, settings);
    subscriptions.put(name, member);
    queues
        .computeIfAbsent(queueName(name, settings), queue -> opened(queue, settings, filter))
        .join(member);
  }

  private MessageQueue opened(String name, SubscriptionSettings settings, Filter filter) {
    var queue =
        new MessageQueue(name, filter, (of, message) -> journal.done(of.name(), message), faults);
    topics.beginning(settings.from(), filter).forEach(queue::add);
    Optional.ofNullable(deserted.remove(name)).stream()
        .flatMap(old -> old.waiting().stream())
        .forEach(queue::add);
    return queue;
  }

  private String queueName(String name, SubscriptionSettings settings) {
    return settings.group().isPresent() && !faults.contains(GROUP_FANS_OUT)
        ? "group " + settings.group().get()
        : "subscription " + name;
  }

  private Member member(String name) throws Problem {
    return Optional.ofNullable(subscriptions.get(name))
        .orElseThrow(() -> new Problem(404, "There is no subscription “" + name + "”."));
  }

  private MessageQueue queue(Member member) {
    return Optional.ofNullable(queues.get(queueName(member.name(), member.settings())))
        .orElseThrow(() -> new IllegalStateException("a subscription without a queue"));
  }

  void delete(String name) throws IOException, Problem {
    lock.lock();
    try {
      member(name);
      if (!faults.contains(DELETED_STAYS)) {
        journal.deleted(name);
        remove(name);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Carries out a deletion.
  void remove(String name) {
    Member member = subscriptions.remove(name);
    if (member != null) {
      MessageQueue queue = queue(member);
      queue.leave(member);
      if (queue.isDeserted()) {
        queues.remove(queue.name());
        if (faults.contains(BACKLOG_OUTLIVES_DELETE)) {
          deserted.put(queue.name(), queue);
        }
      }
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
      Member member = member(name);
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
          long _ = changed.awaitNanos(Math.min(left, queue(member).nanosToNext()));
          member(name);
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
    MessageQueue queue = queue(member);
    List<Delivery> looked = member.settings().manual() ? List.of() : queue.waiting();
    if (faults.contains(TAKEN_WITHOUT_LOCK) && !looked.isEmpty()) {
      pause();
    }
    List<Delivery> taken = queue.take(member);
    topics.moved(taken, queue, queues.values());
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
      Member member = member(name);
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
      return how.settle(queue(member), member, tag);
    }
    boolean any = false;
    for (MessageQueue queue : queues.values()) {
      any |= how.settle(queue, member, tag);
    }
    return any;
  }

  /// A message was done before the broker was started.
  void wasDone(String queue, String id) {
    Optional.ofNullable(queues.get(queue)).ifPresent(found -> found.wasDone(id));
  }

  /// After a start: only what is durable has outlived the last end.
  void forgetWhatIsNotDurable() throws IOException {
    List.copyOf(subscriptions.values()).stream()
        .filter(member -> !member.settings().durable())
        .forEach(member -> remove(member.name()));
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
      queues.clear();
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

  /// The lock that guards everything.
  ReentrantLock lock() {
    return lock;
  }
}
