package dev.wireproof.reference.publishsubscribe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The messages of one topic, numbered as they come.
final class TopicLog {

  private static final int KEPT = 5000;

  private final Deque<BrokerMessage> kept = new ArrayDeque<>();
  private final Map<String, BrokerMessage> lastOf = new HashMap<>();
  private long next;

  /// The next number; it is given once.
  long nextOffset() {
    return next;
  }

  /// What this publisher's last message was, if it has this number.
  Optional<BrokerMessage> repeatOf(String publisher, long seq) {
    return Optional.ofNullable(lastOf.get(publisher)).filter(message -> message.seq() == seq);
  }

  void add(BrokerMessage message) {
    next = Math.max(next, message.offset() + 1);
    kept.add(message);
    if (kept.size() > KEPT) {
      kept.remove();
    }
    message.publisher().ifPresent(publisher -> lastOf.put(publisher, message));
  }

  /// What is kept from an offset on, in order.
  List<BrokerMessage> from(long offset) {
    return kept.stream().filter(message -> message.offset() >= offset).toList();
  }

  void forgetPublishers() {
    lastOf.clear();
  }

  void numberFromZero() {
    next = 0;
  }
}
