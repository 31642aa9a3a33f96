package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Must;
import java.time.Duration;
import java.util.List;

/// How many unacknowledged messages a consumer has at a time.
class PrefetchSpec {

  @Must(
      id = "publish-subscribe.prefetch.limit",
      claim = "no more messages than prefetch are handed out without an acknowledgement",
      proves = FLOW_CONTROL)
  void noMoreThanPrefetch(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.manual(topic).prefetch(3));
    broker.requirePostedTo(topic, 9);
    List<HandedOut> first = subscription.requireMessages(3);
    subscription.fetch(0);
    subscription.fetch(0);
    subscription.history().expectKept(Rules.atMostInFlight(3));
    subscription.requireAcknowledged(first.getFirst());
    subscription.fetchMore(1);
    subscription.fetch(0);
    subscription.history().expectKept(Rules.atMostInFlight(3));
  }

  @Must(
      id = "publish-subscribe.prefetch.goes-on",
      claim = "after acknowledgements the next messages are handed out",
      proves = {FLOW_CONTROL, LIVENESS})
  void acknowledgementsMakeRoom(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.manual(topic).prefetch(2));
    broker.requirePostedTo(topic, 5);
    subscription.consume(5, Duration.ZERO);
    subscription.history().expectKept(Rules.NOTHING_LOST);
  }
}
