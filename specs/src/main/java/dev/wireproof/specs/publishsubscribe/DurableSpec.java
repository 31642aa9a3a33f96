package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.time.Duration;
import java.util.List;

/// What outlives the broker's end.
class DurableSpec {

  private static final String UP_AGAIN = "the broker up again";

  @Must(
      id = "publish-subscribe.durable.message",
      claim = "a message that was confirmed outlives the broker's end",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB,
      cases = Ending.class)
  void confirmedMessageOutlives(Broker broker, ServerControl server, Ending ending) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.manual(topic).durable());
    broker.requirePostedTo(topic, 4);
    if (ending == Ending.KILLED) {
      server.kill();
      server.expectStart(UP_AGAIN);
    } else {
      server.expectRestart(UP_AGAIN);
    }
    subscription.expectOutlived();
    subscription.expectMessages(4, Rules.NOTHING_LOST, Rules.IN_ORDER);
  }

  /// How the broker ends.
  enum Ending implements Case {
    KILLED,
    STOPPED
  }

  @Must(
      id = "publish-subscribe.durable.settings",
      claim = "a durable subscription outlives a crash with its settings",
      proves = {STATEFULNESS, RESUMPTION},
      safety = LAB)
  void settingsOutlive(Broker broker, ServerControl server) {
    Settings settings = Settings.manual(broker.newTopic(), 1500).durable().prefetch(7);
    Subscription subscription = broker.requireSubscription(settings);
    server.kill();
    server.expectStart(UP_AGAIN);
    broker.putSubscription(subscription.name(), settings).expect(status(200));
  }

  @Must(
      id = "publish-subscribe.durable.acknowledged",
      claim = "a message that was acknowledged is not handed out again after a crash",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB)
  void acknowledgedStaysSo(Broker broker, ServerControl server) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.manual(topic).durable());
    broker.requirePostedTo(topic, 2);
    subscription.requireAcknowledged(subscription.requireMessages(2).getFirst());
    server.kill();
    server.expectStart(UP_AGAIN);
    subscription.expectOutlived();
    subscription.fetchMore(1);
    subscription.fetch(0);
    subscription.history().expectKept(Rules.NOTHING_AFTER_ITS_END);
  }

  @Must(
      id = "publish-subscribe.durable.unacknowledged",
      claim = "messages that were handed out and not acknowledged come again after a crash",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB)
  void unacknowledgedComesAgain(Broker broker, ServerControl server) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.manual(topic).durable());
    broker.requirePostedTo(topic, 2);
    List<HandedOut> before = subscription.requireMessages(2);
    server.kill();
    server.expectStart(UP_AGAIN);
    subscription.expectOutlived();
    subscription.expectAgain(
        before, Duration.ZERO, "again what had not been acknowledged before the crash");
  }

  @Must(
      id = "publish-subscribe.durable.offsets",
      claim = "offsets go on after a crash",
      proves = {ORDERING, RESUMPTION},
      safety = LAB)
  void offsetsGoOn(Broker broker, ServerControl server) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.manual(topic).durable());
    broker.requirePostedTo(topic, 3);
    server.kill();
    server.expectStart(UP_AGAIN);
    subscription.expectOutlived();
    broker.requirePostedTo(topic, 2);
    broker.history().expectKept(Rules.OFFSETS_GROW);
  }

  @Must(
      id = "publish-subscribe.durable.repeat",
      claim = "a repeat is recognised after a crash",
      proves = {IDEMPOTENCY, RESUMPTION},
      safety = LAB)
  void repeatIsRecognised(Broker broker, ServerControl server) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(topic).durable());
    Message message = broker.newMessage(topic).by(broker.newName("p"), 1);
    Json first = broker.requirePosted(message).json();
    server.kill();
    server.expectStart(UP_AGAIN);
    subscription.expectOutlived();
    broker.postMessage(message).expect(status(202)).expectJson(Broker.sameMessageAs(first));
    subscription.fetchUntil(broker.requirePostedTo(topic));
    subscription.history().expectKept(Rules.NOTHING_TWICE);
  }

  @Must(
      id = "publish-subscribe.durable.storm",
      claim = "of many messages that are being posted at a crash none is lost that was confirmed",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB)
  void confirmedOfAStormOutlive(Broker broker, ServerControl server) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.manual(topic).durable());
    PendingPosts posts = broker.beginPosts(broker.newMessages(24, topic));
    posts.requireConfirmed(12);
    server.kill();
    posts.readTheRest();
    server.expectStart(UP_AGAIN);
    subscription.expectOutlived();
    subscription.fetchRest(topic);
    subscription.history().expectKept(Rules.NOTHING_LOST, Rules.NOTHING_INVENTED);
  }
}
