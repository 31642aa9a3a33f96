package dev.wireproof.reference.publishsubscribe;

import static dev.wireproof.reference.publishsubscribe.BrokerFault.BACKLOG_OUTLIVES_DELETE;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.GROUP_FANS_OUT;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.GROUP_FILTERS_MIXED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.PUT_BEGINS_ANEW;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.SETTINGS_REPLACED;

import dev.wireproof.reference.web.Problem;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All subscriptions and the queues of their messages. Its broker's lock guards it.
final class Subscriptions {

  /// What came of a `PUT`.
  record Put(boolean isNew, SubscriptionSettings settings) {}

  private final BrokerJournal journal;
  private final Topics topics;
  private final Set<BrokerFault> faults;
  private final Map<String, Member> members = new HashMap<>();
  private final Map<String, MessageQueue> queues = new HashMap<>();
  private final Map<String, MessageQueue> deserted = new HashMap<>();

  Subscriptions(BrokerJournal journal, Topics topics, Set<BrokerFault> faults) {
    this.journal = journal;
    this.topics = topics;
    this.faults = faults;
  }

  Collection<MessageQueue> queues() {
    return queues.values();
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /// Makes a subscription, unless there is one of that name.
  ///
  /// @throws Problem when it contradicts what is there
  Put put(String name, SubscriptionSettings settings) throws IOException, Problem {
    Optional<Member> known = Optional.ofNullable(members.get(name));
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
  }

  private boolean hasOtherFilter(SubscriptionSettings settings) {
    return settings.group().isPresent()
        && members.values().stream()
            .map(Member::settings)
            .filter(other -> other.group().equals(settings.group()))
            .anyMatch(other -> !other.filter().equals(settings.filter()));
  }

  /// Carries out a subscription that is as it should be.
  void enter(String name, SubscriptionSettings settings, Filter filter) {
    if (members.containsKey(name)) {
      queues.remove(queueName(name, settings));
    }
    var member = new Member(name, settings);
    members.put(name, member);
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

  Member member(String name) throws Problem {
    return Optional.ofNullable(members.get(name))
        .orElseThrow(() -> new Problem(404, "There is no subscription “" + name + "”."));
  }

  MessageQueue queue(Member member) {
    return Optional.ofNullable(queues.get(queueName(member.name(), member.settings())))
        .orElseThrow(() -> new IllegalStateException("a subscription without a queue"));
  }

  /// Carries out a deletion.
  void remove(String name) {
    Member member = members.remove(name);
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

  /// Carries out the deletion of all that are not durable.
  void removeWhatIsNotDurable() {
    List.copyOf(members.values()).stream()
        .filter(member -> !member.settings().durable())
        .forEach(member -> remove(member.name()));
  }

  /// A message was done before the broker was started.
  void wasDone(String queue, String id) {
    Optional.ofNullable(queues.get(queue)).ifPresent(found -> found.wasDone(id));
  }

  void clear() {
    members.clear();
    queues.clear();
  }
}
