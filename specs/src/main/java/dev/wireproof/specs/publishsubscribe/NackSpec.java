package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.DELIVERY;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Messages that are given back.
class NackSpec {

  @Must(
      id = "publish-subscribe.nack.requeue",
      claim = "a message that is given back is handed out again",
      proves = DELIVERY,
      cases = Requeue.class)
  void givenBackComesAgain(Broker broker, Requeue requeue) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.manual(topic));
    broker.requirePostedTo(topic);
    HandedOut handed = subscription.requireMessage();
    subscription.expectNacked(handed, requeue.member);
    subscription.expectAgain(
        List.of(handed), Duration.ZERO, "the message again, since it was given back");
  }

  /// Whether the request says that the message is to be handed out again, which is the default.
  enum Requeue implements Case {
    SAID(Optional.of(true)),
    LEFT_OUT(Optional.empty());

    private final Optional<Boolean> member;

    Requeue(Optional<Boolean> member) {
      this.member = member;
    }
  }

  @Must(
      id = "publish-subscribe.nack.drop",
      claim = "a message that is dropped is never handed out again",
      proves = DELIVERY)
  void droppedNeverComesAgain(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.manual(topic));
    broker.requirePostedTo(topic);
    subscription.expectNacked(subscription.requireMessage(), Optional.of(false));
    Message next = broker.requirePostedTo(topic);
    subscription.fetchThrough(next);
    subscription.history().expectKept(Rules.NOTHING_AFTER_ITS_END);
  }
}
