package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.ORDERING;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Must;

/// The numbers of a topic's messages.
class OffsetSpec {

  @Must(
      id = "publish-subscribe.offset.grows",
      claim = "offsets grow in the order of acceptance, and none is given twice",
      proves = {ORDERING, CONCURRENCY})
  void offsetsGrow(Broker broker) {
    String topic = broker.newTopic();
    broker.requirePostedTo(topic, 3);
    for (int i = 0; i < 3; i++) {
      broker.requirePostedAtOnce(broker.newMessages(12, topic));
      broker.requirePostedTo(topic);
    }
    broker.history().expectKept(Rules.OFFSETS_GROW);
  }
}
