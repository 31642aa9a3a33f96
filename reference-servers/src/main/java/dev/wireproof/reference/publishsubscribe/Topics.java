package dev.wireproof.reference.publishsubscribe;

import static dev.wireproof.reference.publishsubscribe.BrokerFault.BEGINS_WITH_EVERYTHING;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.EARLIEST_IS_NEW;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.EQUAL_BODY_IS_A_REPEAT;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.OFFSETS_BEGIN_AGAIN;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.OFFSET_IS_EXCLUSIVE;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.POSITION_OF_THE_TOPIC;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.PUBLISHERS_FORGOTTEN;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.REPEATS_DELIVERED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.REPEAT_GETS_A_NEW_OFFSET;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.RETAINED_NOT_MARKED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.RETAIN_MARKED_LIVE;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.SEQ_OF_ALL_TOPICS;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.SUBSCRIPTIONS_COMPETE;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// All topics: what was published, and who gets it. Its broker's lock guards it.
final class Topics {

  private final Set<BrokerFault> faults;
  private final Map<String, TopicLog> logs = new TreeMap<>();
  private final Map<String, BrokerMessage> byBody = new HashMap<>();
  private final TopicLog allTopics = new TopicLog();
  private Retained retained;

  Topics(Set<BrokerFault> faults) {
    this.faults = faults;
    this.retained = new Retained(faults);
  }

  private TopicLog log(String topic) {
    return logs.computeIfAbsent(topic, _ -> new TopicLog());
  }

  long nextOffset(String topic) {
    return log(topic).nextOffset();
  }

  /// The message that this one repeats.
  Optional<BrokerMessage> repeatOf(BrokerMessage draft) {
    if (faults.contains(EQUAL_BODY_IS_A_REPEAT)) {
      return Optional.ofNullable(byBody.get(draft.topic() + " " + draft.body()));
    }
    TopicLog log = faults.contains(SEQ_OF_ALL_TOPICS) ? allTopics : log(draft.topic());
    return draft.publisher().flatMap(publisher -> log.repeatOf(publisher, draft.seq()));
  }

  /// What a repeat is answered with.
  BrokerMessage repeated(BrokerMessage known, Consumer<BrokerMessage> deliver) {
    if (faults.contains(REPEATS_DELIVERED)) {
      deliver.accept(known);
    }
    if (faults.contains(REPEAT_GETS_A_NEW_OFFSET)) {
      return known.at(known.offset() + 1);
    }
    return known;
  }

  void add(BrokerMessage message) {
    log(message.topic()).add(message);
    allTopics.add(message);
    byBody.put(message.topic() + " " + message.body(), message);
    retained.note(message);
  }

  /// The queues that a message goes to: each whose filter it matches gets its own copy.
  List<MessageQueue> receivers(BrokerMessage message, Collection<MessageQueue> queues) {
    Set<String> served = new HashSet<>();
    return queues.stream()
        .filter(queue -> queue.filter().matches(message.topic()))
        .filter(
            queue -> served.add(queue.filter().text()) || !faults.contains(SUBSCRIPTIONS_COMPETE))
        .toList();
  }

  boolean marksLive(BrokerMessage message) {
    return message.retain() && faults.contains(RETAIN_MARKED_LIVE);
  }

  /// What a new subscription begins with.
  List<Delivery> beginning(Object from, Filter filter) {
    boolean isNew =
        from.equals("new") || (from.equals("earliest") && faults.contains(EARLIEST_IS_NEW));
    if (isNew && !faults.contains(BEGINS_WITH_EVERYTHING)) {
      boolean marked = !faults.contains(RETAINED_NOT_MARKED);
      return retained.of(filter).stream().map(each -> Delivery.waiting(each, marked)).toList();
    }
    long first = from instanceof Long offset ? offset : 0;
    long begin = first + (from instanceof Long && faults.contains(OFFSET_IS_EXCLUSIVE) ? 1 : 0);
    return logs.entrySet().stream()
        .filter(entry -> filter.matches(entry.getKey()))
        .flatMap(entry -> entry.getValue().from(begin).stream())
        .map(message -> Delivery.waiting(message, false))
        .toList();
  }

  /// One queue has handed out messages; the positions of the others are their own.
  void moved(List<Delivery> taken, MessageQueue by, Collection<MessageQueue> all) {
    if (faults.contains(POSITION_OF_THE_TOPIC)) {
      Stream<MessageQueue> others =
          all.stream()
              .filter(queue -> queue != by && queue.filter().text().equals(by.filter().text()));
      others.forEach(queue ->
          queue.forget(each -> taken.stream().anyMatch(t -> t.message().equals(each.message()))));
    }
  }

  void clear() {
    logs.clear();
    byBody.clear();
    retained = new Retained(faults);
  }

  /// The broker has read its journal.
  void started() {
    logs.values()
        .forEach(log -> {
          if (faults.contains(PUBLISHERS_FORGOTTEN)) {
            log.forgetPublishers();
          }
          if (faults.contains(OFFSETS_BEGIN_AGAIN)) {
            log.numberFromZero();
          }
        });
  }
}
