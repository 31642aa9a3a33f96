package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Must;
import java.util.List;

/// How much a consumer has in hand.
class PrefetchSpec {

  @Must(
      id = "publish-subscribe.prefetch.limit",
      claim = "no more than prefetch are handed out without an acknowledgement",
      proves = FLOW_CONTROL)
  void noMoreThanPrefetch(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.manual(topic).prefetch(3));
    broker.published(broker.messages(9, topic));
    List<HandedOut> first = subscription.handed(3);
    subscription.fetch(0);
    subscription.fetch(0);
    subscription.history().expectKept(Rules.atMostInFlight(3));
    subscription.acknowledged(first.getFirst());
    subscription.more(1, broker.patience().forAnswer());
    subscription.fetch(0);
    subscription.history().expectKept(Rules.atMostInFlight(3));
  }

  @Must(
      id = "publish-subscribe.prefetch.goes-on",
      claim = "after acknowledgements the next messages come",
      proves = {FLOW_CONTROL, LIVENESS})
  void acknowledgementsMakeRoom(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.manual(topic).prefetch(2));
    broker.published(broker.messages(5, topic));
    int came = 0;
    while (came < 5) {
      List<HandedOut> some = subscription.more(1, broker.patience().forAnswer());
      if (some.isEmpty()) {
        break;
      }
      came += some.size();
      subscription.acknowledged(some.toArray(HandedOut[]::new));
    }
    subscription.history().expectKept(Rules.NOTHING_LOST);
  }
}
