package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.DELIVERY;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;

/// Messages that are given back.
class NackSpec {

  @Must(
      id = "publish-subscribe.nack.requeue",
      claim = "what is given back is handed out again",
      proves = DELIVERY,
      cases = Requeue.class)
  void givenBackComesAgain(Broker broker, Requeue requeue) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.manual(topic));
    broker.published(broker.message(topic));
    HandedOut handed = subscription.handedOne();
    if (requeue == Requeue.SAID) {
      subscription.returns(handed, true, "requeue", true);
    } else {
      subscription.returns(handed, true);
    }
    if (subscription.more(1, broker.patience().forAnswer()).isEmpty()) {
      throw VerdictException.violates("the message again, since it was given back", "nothing");
    }
  }

  /// Whether the request says that others shall have it.
  enum Requeue implements Case {
    SAID,
    LEFT_OUT
  }

  @Must(
      id = "publish-subscribe.nack.drop",
      claim = "what is dropped is never handed out again",
      proves = DELIVERY)
  void droppedNeverComesAgain(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.manual(topic));
    broker.published(broker.message(topic));
    subscription.returns(subscription.handedOne(), false, "requeue", false);
    Message next = broker.message(topic);
    broker.published(next);
    subscription.until(next);
    subscription.fetch(0);
    subscription.history().expectKept(Rules.NOTHING_AFTER_ITS_END);
  }
}
