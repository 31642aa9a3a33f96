package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.exactly;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.time.Duration;

/// Messages that expire.
class TtlSpec {

  private static final Duration TTL = Duration.ofMillis(600);
  private static final Duration LONGER = Duration.ofMillis(750);

  @Must(
      id = "publish-subscribe.ttl.expired",
      claim = "a message that is older than its ttlMs is not handed out",
      proves = {DELIVERY, LIVENESS},
      cases = Age.class)
  void oldMessageIsNotHandedOut(Broker broker, Age age) {
    Message old = broker.newMessage(broker.newTopic()).ttl(TTL.toMillis());
    Subscription subscription =
        switch (age) {
          case WAITING -> waiting(broker, old);
          case READ_LATER -> readLater(broker, old);
          case GIVEN_BACK -> givenBack(broker, old);
        };
    long before = subscription.countHandedOut(old);
    Message next = broker.requirePostedTo(old.topic());
    subscription.fetchThrough(next);
    expectThat(
        subscription.countHandedOut(old),
        exactly(before)
            .as("a message with ttlMs 600 not to be handed out after 750 ms")
            .showing(_ -> "“" + old.body() + "” was handed out"));
  }

  private static Subscription waiting(Broker broker, Message old) {
    Subscription subscription = broker.requireSubscription(Settings.manual(old.topic()));
    broker.requirePosted(old);
    broker.letPass(LONGER);
    return subscription;
  }

  private static Subscription readLater(Broker broker, Message old) {
    broker.requirePosted(old);
    broker.letPass(LONGER);
    return broker.requireSubscription(Settings.manual(old.topic()).from("earliest"));
  }

  private static Subscription givenBack(Broker broker, Message old) {
    Subscription subscription = broker.requireSubscription(Settings.manual(old.topic()));
    broker.requirePosted(old);
    HandedOut handed = subscription.requireMessage();
    broker.letPass(LONGER);
    subscription.requireGivenBack(handed);
    return subscription;
  }

  /// Where the message is while it grows old.
  enum Age implements Case {
    /// In a subscription's queue, and is not fetched.
    WAITING,
    /// In its topic, which is read from the beginning later.
    READ_LATER,
    /// With a consumer, which gives it back.
    GIVEN_BACK
  }

  @Must(
      id = "publish-subscribe.ttl.in-time",
      claim = "a message that is younger than its ttlMs is handed out like any other",
      proves = DELIVERY)
  void messageInTimeIsHandedOut(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    broker.requirePosted(broker.newMessage(topic).ttl(Settings.NEVER));
    subscription.expectMessages(1, Rules.NOTHING_LOST);
  }
}
