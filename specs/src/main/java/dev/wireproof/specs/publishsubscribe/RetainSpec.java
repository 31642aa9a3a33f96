package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.containsNot;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import java.util.List;

/// The last message of a topic, for subscriptions that come later.
class RetainSpec {

  @Must(
      id = "publish-subscribe.retain.last",
      claim = "a new subscription gets the last retained message of its topic, marked as retained",
      proves = {DELIVERY, STATEFULNESS})
  void newSubscriptionGetsTheLastRetained(Broker broker) {
    String topic = broker.newTopic();
    Message old = broker.newMessage(topic).retained();
    Message last = broker.newMessage(topic).retained();
    broker.requirePosted(List.of(old, last));
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    Message live = broker.requirePostedTo(topic);
    HandedOut first = subscription.requireMessage();
    subscription.fetchUntil(live);
    first.json().expect(json("body").is(last.body()), json("retained").is(true));
    subscription.expectNotHandedOut(old, "the last retained message, and none before it");
  }

  @Must(
      id = "publish-subscribe.retain.each-topic",
      claim = "each topic has a retained message of its own",
      proves = {DELIVERY, STATEFULNESS})
  void eachTopicHasItsOwn(Broker broker) {
    String root = broker.newTopic();
    broker.requirePosted(broker.newMessage(root + ".a").retained());
    broker.requirePosted(broker.newMessage(root + ".b").retained());
    Subscription subscription = broker.requireSubscription(Settings.on(root + ".*"));
    subscription.expectMessages(2, Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.retain.cleared",
      claim = "a retained message with an empty body removes the retained one",
      proves = {DELIVERY, STATEFULNESS})
  void emptyMessageClears(Broker broker) {
    String topic = broker.newTopic();
    Message old = broker.newMessage(topic).retained();
    broker.requirePosted(List.of(old, Message.of(topic, "").retained()));
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    Message live = broker.requirePostedTo(topic);
    List<String> bodies = subscription.fetchUntil(live).stream().map(HandedOut::body).toList();
    subscription.expectNotHandedOut(old, "no retained message that was removed");
    expectThat(
        bodies, containsNot("").as("no retained message any more").showing(_ -> "an empty one"));
  }

  @Must(
      id = "publish-subscribe.retain.ordinary-live",
      claim = "for existing subscriptions a message to be retained is an ordinary one",
      proves = DELIVERY)
  void messageIsOrdinaryForExistingSubscriptions(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    broker.requirePosted(broker.newMessage(topic).retained());
    expectThat(
        subscription.requireMessage(),
        Expectation.of("a message that is not marked as retained", each -> !each.isRetained()));
  }
}
