package dev.wireproof.reference.publishsubscribe;

import static dev.wireproof.reference.publishsubscribe.BrokerFault.EMPTY_IS_RETAINED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.RETAINS_ALL;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.RETAINS_ONE_OF_A_FIRST_LEVEL;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.RETAIN_IGNORED;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The last message of each topic that was sent to be retained.
final class Retained {

  private final Set<BrokerFault> faults;
  private final Map<String, List<BrokerMessage>> byTopic = new LinkedHashMap<>();

  Retained(Set<BrokerFault> faults) {
    this.faults = faults;
  }

  void note(BrokerMessage message) {
    if (!message.retain() || faults.contains(RETAIN_IGNORED)) {
      return;
    }
    List<BrokerMessage> of = byTopic.computeIfAbsent(place(message), _ -> new ArrayList<>());
    if (!faults.contains(RETAINS_ALL)) {
      of.clear();
    }
    if (!message.body().isEmpty() || faults.contains(EMPTY_IS_RETAINED)) {
      of.add(message);
    }
  }

  private String place(BrokerMessage message) {
    return faults.contains(RETAINS_ONE_OF_A_FIRST_LEVEL)
        ? message.topic().split("\\.", 2)[0]
        : message.topic();
  }

  List<BrokerMessage> of(Filter filter) {
    return byTopic.values().stream()
        .flatMap(List::stream)
        .filter(message -> filter.matches(message.topic()))
        .toList();
  }
}
