package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Must;
import java.util.List;

/// Where a subscription begins.
class FromSpec {

  @Must(
      id = "publish-subscribe.from.new",
      claim = "a subscription begins with what is published afterwards",
      proves = DELIVERY)
  void subscriptionBeginsWithWhatIsNew(Broker broker) {
    String topic = broker.topic();
    Message old = broker.message(topic);
    broker.published(old);
    Subscription subscription = broker.subscribe(Settings.on(topic));
    Message fresh = broker.message(topic);
    broker.published(fresh);
    subscription.until(fresh);
    subscription.fetch(0);
    subscription.spared(old, "nothing that was published before the subscription");
  }

  @Must(
      id = "publish-subscribe.from.earliest",
      claim = "from earliest on is all that is kept, in order",
      proves = {DELIVERY, ORDERING})
  void earliestIsAllThatIsKept(Broker broker) {
    String topic = broker.topic();
    broker.published(broker.messages(5, topic));
    Subscription subscription = broker.subscribe(Settings.on(topic).from("earliest"));
    broker.published(broker.messages(2, topic));
    subscription.gets(7, Rules.NOTHING_LOST, Rules.IN_ORDER, Rules.NOTHING_TWICE);
  }

  @Must(
      id = "publish-subscribe.from.offset",
      claim = "from an offset on is that message and what came after it",
      proves = {DELIVERY, ORDERING})
  void offsetIsTheFirst(Broker broker) {
    String topic = broker.topic();
    Message before = broker.message(topic);
    broker.published(before);
    Message first = broker.message(topic);
    long offset = broker.published(first).expectJson().expectNumber("offset");
    Message last = broker.message(topic);
    broker.published(last);
    Subscription subscription = broker.subscribe(Settings.on(topic).from(offset));
    subscription.collect(List.of(first, last));
    subscription.fetch(0);
    subscription.spared(before, "nothing before offset " + offset);
    subscription
        .history()
        .expectKept(
            Rules.nothingLost(sent -> !sent.message().equals(before.body())), Rules.IN_ORDER);
  }

  @Must(
      id = "publish-subscribe.from.own-position",
      claim = "each reader has a position of its own, and rereading gives the same",
      proves = {STATEFULNESS, DELIVERY})
  void eachReaderHasItsOwnPosition(Broker broker) {
    String topic = broker.topic();
    broker.published(broker.messages(4, topic));
    Settings settings = Settings.on(topic).from("earliest");
    Subscription first = broker.subscribe(settings);
    Subscription second = broker.subscribe(settings);
    first.gets(4, Rules.NOTHING_LOST);
    second.gets(4, Rules.NOTHING_LOST, Rules.IN_ORDER);
  }
}
