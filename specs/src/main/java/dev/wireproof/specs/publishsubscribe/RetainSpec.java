package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;

/// The last message of a topic, for those who come later.
class RetainSpec {

  @Must(
      id = "publish-subscribe.retain.last",
      claim = "a new subscription gets the last retained message of its topic, marked",
      proves = {DELIVERY, STATEFULNESS})
  void newSubscriptionGetsTheLastRetained(Broker broker) {
    String topic = broker.topic();
    Message old = broker.message(topic).retained();
    Message last = broker.message(topic).retained();
    broker.published(List.of(old, last));
    Subscription subscription = broker.subscribe(Settings.on(topic));
    Message live = broker.message(topic);
    broker.published(live);
    List<HandedOut> handed = subscription.until(live);
    HandedOut first = handed.isEmpty() ? subscription.handedOne() : handed.getFirst();
    if (!first.body().equals(last.body()) || !first.isRetained()) {
      throw VerdictException.violates(
          "first “" + last.body() + "”, with retained: true", first.toString());
    }
    subscription.spared(old, "the last retained message, and none before it");
  }

  @Must(
      id = "publish-subscribe.retain.each-topic",
      claim = "each topic has a retained message of its own",
      proves = {DELIVERY, STATEFULNESS})
  void eachTopicHasItsOwn(Broker broker) {
    String root = broker.topic();
    broker.published(broker.message(root + ".a").retained());
    broker.published(broker.message(root + ".b").retained());
    broker.subscribe(Settings.on(root + ".*")).gets(2, Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.retain.cleared",
      claim = "an empty retained message takes the retained one away",
      proves = {DELIVERY, STATEFULNESS})
  void emptyMessageClears(Broker broker) {
    String topic = broker.topic();
    Message old = broker.message(topic).retained();
    broker.published(List.of(old, Message.of(topic, "").retained()));
    Subscription subscription = broker.subscribe(Settings.on(topic));
    Message live = broker.message(topic);
    broker.published(live);
    List<HandedOut> handed = subscription.until(live);
    subscription.spared(old, "nothing that was taken away");
    if (handed.stream().anyMatch(each -> each.body().isEmpty())) {
      throw VerdictException.violates(
          "no retained message any more", "an empty one was handed out");
    }
  }

  @Must(
      id = "publish-subscribe.retain.ordinary-live",
      claim = "for those who subscribe already a message to be retained is an ordinary one",
      proves = DELIVERY)
  void messageIsOrdinaryForThoseWhoAreThere(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.on(topic));
    broker.published(broker.message(topic).retained());
    HandedOut handed = subscription.handedOne();
    if (handed.isRetained()) {
      throw VerdictException.violates(
          "a message without the mark of a retained one", handed.toString());
    }
  }
}
