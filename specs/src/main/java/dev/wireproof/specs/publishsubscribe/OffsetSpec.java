package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
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
    String topic = broker.topic();
    broker.published(broker.messages(3, topic));
    for (int round = 1; round <= 3; round++) {
      broker.together(broker.messages(12, topic)).forEach(reply -> reply.require(status(202)));
      broker.published(broker.message(topic));
      broker.history().expectKept(Rules.OFFSETS_GROW);
    }
  }
}
