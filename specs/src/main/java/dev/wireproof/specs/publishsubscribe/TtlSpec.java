package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.LIVENESS;

import dev.wireproof.clients.history.Operation;
import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;

/// Messages that grow old.
class TtlSpec {

  private static final Duration TTL = Duration.ofMillis(600);
  private static final Duration LONGER = Duration.ofMillis(750);

  @Must(
      id = "publish-subscribe.ttl.expired",
      claim = "a message that is too old is not handed out",
      proves = {DELIVERY, LIVENESS},
      cases = Age.class)
  void oldMessageIsNotHandedOut(Broker broker, Age age) {
    String topic = broker.topic();
    Settings settings = Settings.manual(topic);
    Message old = broker.message(topic).ttl(TTL.toMillis());
    Subscription subscription;
    if (age == Age.READ_LATER) {
      broker.published(old);
      broker.pass(LONGER);
      subscription = broker.subscribe(settings.from("earliest"));
    } else {
      subscription = broker.subscribe(settings);
      broker.published(old);
      if (age == Age.GIVEN_BACK) {
        HandedOut handed = subscription.handedOne();
        broker.pass(LONGER);
        subscription.returned(handed);
      } else {
        broker.pass(LONGER);
      }
    }
    long before = count(subscription, old);
    Message fresh = broker.message(topic);
    broker.published(fresh);
    subscription.until(fresh);
    subscription.fetch(0);
    if (count(subscription, old) > before) {
      throw VerdictException.violates(
          "a message of %d ms not handed out after %d ms"
              .formatted(TTL.toMillis(), LONGER.toMillis()),
          "“" + old.body() + "” was handed out");
    }
  }

  private static long count(Subscription subscription, Message message) {
    return subscription.history().all(Operation.Delivered.class).stream()
        .filter(each -> each.message().equals(message.body()))
        .count();
  }

  /// How it grows old.
  enum Age implements Case {
    /// Nobody asks for it.
    WAITING,
    /// Its topic is read from the beginning.
    READ_LATER,
    /// A consumer has it, and gives it back.
    GIVEN_BACK
  }

  @Must(
      id = "publish-subscribe.ttl.in-time",
      claim = "a message that is not too old is a message like any other",
      proves = DELIVERY)
  void messageInTimeIsHandedOut(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.on(topic));
    broker.published(broker.message(topic).ttl(Settings.NEVER));
    subscription.gets(1, Rules.NOTHING_LOST);
  }
}
