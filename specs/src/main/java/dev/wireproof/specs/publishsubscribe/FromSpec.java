package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Must;

/// Where a subscription begins.
class FromSpec {

  @Must(
      id = "publish-subscribe.from.new",
      claim = "a subscription begins with what is published afterwards",
      proves = DELIVERY)
  void subscriptionBeginsWithWhatIsNew(Broker broker) {
    String topic = broker.newTopic();
    Message old = broker.requirePostedTo(topic);
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    Message next = broker.requirePostedTo(topic);
    subscription.fetchThrough(next);
    subscription.expectNotHandedOut(old, "nothing that was published before the subscription");
  }

  @Must(
      id = "publish-subscribe.from.earliest",
      claim = "a subscription from earliest gets all messages that are kept, in order",
      proves = {DELIVERY, ORDERING})
  void earliestIsAllThatIsKept(Broker broker) {
    String topic = broker.newTopic();
    broker.requirePostedTo(topic, 5);
    Subscription subscription = broker.requireSubscription(Settings.on(topic).from("earliest"));
    broker.requirePostedTo(topic, 2);
    subscription.expectMessages(7, Rules.NOTHING_LOST, Rules.IN_ORDER, Rules.NOTHING_TWICE);
  }

  @Must(
      id = "publish-subscribe.from.offset",
      claim = "a subscription from an offset gets that message and all later ones",
      proves = {DELIVERY, ORDERING})
  void offsetIsTheFirst(Broker broker) {
    String topic = broker.newTopic();
    Message before = broker.requirePostedTo(topic);
    Message first = broker.newMessage(topic);
    long offset = broker.requirePosted(first).json().number("offset");
    Message last = broker.requirePostedTo(topic);
    Subscription subscription = broker.requireSubscription(Settings.on(topic).from(offset));
    subscription.fetchUntil(first, last);
    subscription.fetch(0);
    subscription.expectNotHandedOut(before, "nothing before offset " + offset);
    subscription
        .history()
        .expectKept(
            Rules.nothingLost(sent -> !sent.message().equals(before.body())), Rules.IN_ORDER);
  }

  @Must(
      id = "publish-subscribe.from.own-position",
      claim = "each subscription has a position of its own, and rereading gives the same messages",
      proves = {STATEFULNESS, DELIVERY})
  void eachSubscriptionHasItsOwnPosition(Broker broker) {
    String topic = broker.newTopic();
    broker.requirePostedTo(topic, 4);
    Settings settings = Settings.on(topic).from("earliest");
    Subscription first = broker.requireSubscription(settings);
    Subscription second = broker.requireSubscription(settings);
    first.expectMessages(4, Rules.NOTHING_LOST);
    second.expectMessages(4, Rules.NOTHING_LOST, Rules.IN_ORDER);
  }
}
