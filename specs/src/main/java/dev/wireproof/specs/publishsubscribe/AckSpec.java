package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.notBefore;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.time.Duration;
import java.util.List;

/// Acknowledgements: when a message is done.
class AckSpec {

  private static final Duration SHORT = Duration.ofMillis(300);

  @Must(
      id = "publish-subscribe.ack.auto-is-done",
      claim = "without acknowledgements a message is handed out once",
      proves = DELIVERY)
  void autoIsHandedOutOnce(Broker broker) {
    String topic = broker.newTopic();
    Settings auto = Settings.on(topic).with("ackTimeoutMs", SHORT.toMillis());
    Subscription subscription = broker.requireSubscription(auto);
    broker.requirePostedTo(topic);
    subscription.requireMessage();
    subscription.fetch(1);
    subscription.history().expectKept(Rules.NOTHING_TWICE);
  }

  @Must(
      id = "publish-subscribe.ack.comes-again",
      claim = "a message that is not acknowledged in time is handed out again",
      proves = {DELIVERY, LIVENESS})
  void unacknowledgedComesAgain(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription =
        broker.requireSubscription(Settings.manual(topic, SHORT.toMillis()));
    broker.requirePostedTo(topic);
    subscription.expectAgain(
        List.of(subscription.requireMessage()),
        SHORT,
        "the message again, since it was not acknowledged for 300 ms");
  }

  @Must(
      id = "publish-subscribe.ack.marked",
      claim = "a message that is handed out again is marked so, and has another tag",
      proves = DELIVERY)
  void handingOutAgainIsMarked(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription =
        broker.requireSubscription(Settings.manual(topic, SHORT.toMillis()));
    broker.requirePostedTo(topic);
    subscription.expectAgain(
        List.of(subscription.requireMessage()),
        SHORT,
        "the message again, since it was not acknowledged for 300 ms");
    subscription.history().expectKept(Rules.REDELIVERIES_MARKED);
  }

  @Must(
      id = "publish-subscribe.ack.not-before",
      claim = "a message is not handed out again before its ack timeout is over",
      proves = {DELIVERY, LIVENESS},
      timing = true)
  void notBeforeItsTime(Broker broker) {
    String topic = broker.newTopic();
    Duration ackTimeout = Duration.ofMillis(900);
    Subscription subscription =
        broker.requireSubscription(Settings.manual(topic, ackTimeout.toMillis()));
    broker.requirePostedTo(topic);
    expectThat(
        subscription.timeUntilAgain(ackTimeout),
        notBefore(ackTimeout.multipliedBy(9).dividedBy(10))
            .as("nothing again for 900 ms")
            .showing(took -> "the message again after " + took.toMillis() + " ms"));
  }

  @Must(
      id = "publish-subscribe.ack.never-again",
      claim = "a message that was acknowledged is never handed out again",
      proves = DELIVERY)
  void acknowledgedNeverComesAgain(Broker broker) {
    var acked =
        AckedInTime.require(
            broker,
            1,
            (subscription, messages) -> subscription.expectAcknowledged(messages.getFirst()));
    acked.subscription().fetchFor(acked.ackTimeout());
    acked.subscription().history().expectKept(Rules.NOTHING_AFTER_ITS_END);
  }

  @Must(
      id = "publish-subscribe.ack.one-tag",
      claim = "an acknowledgement is for its tags, and for no other message",
      proves = DELIVERY)
  void acknowledgementIsForItsTags(Broker broker) {
    var acked =
        AckedInTime.require(
            broker,
            3,
            (subscription, messages) -> subscription.requireAcknowledged(messages.get(1)));
    acked
        .subscription()
        .expectAgain(
            List.of(acked.messages().get(0), acked.messages().get(2)),
            acked.ackTimeout(),
            "the first and the third message again, since only the second was acknowledged");
    acked.subscription().history().expectKept(Rules.NOTHING_AFTER_ITS_END);
  }

  @Must(
      id = "publish-subscribe.ack.lost-answer",
      claim = "a message whose response was lost is handed out again",
      proves = DELIVERY)
  void messageOfALostResponseComesAgain(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription =
        broker.requireSubscription(Settings.manual(topic, SHORT.toMillis()));
    PendingFetch fetch = subscription.requireHeld(5);
    fetch.pending().reset();
    broker.requirePostedTo(topic);
    subscription.fetchMore(1, SHORT);
    subscription.history().expectKept(Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.ack.unknown-tag",
      claim = "a tag that is unknown or done is ignored",
      proves = {ERROR_HANDLING, IDEMPOTENCY},
      cases = OldTag.class)
  void unknownTagIsIgnored(Broker broker, OldTag tag) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.manual(topic));
    broker.requirePostedTo(topic);
    HandedOut handed = subscription.requireMessage();
    subscription.requireAcknowledged(handed);
    subscription
        .postAcks(tag == OldTag.DONE ? handed.tag() : broker.newName("t"))
        .expect(status(204));
  }

  /// A tag of a message that is not waiting to be acknowledged.
  enum OldTag implements Case {
    NEVER_GIVEN,
    DONE
  }

  @Must(
      id = "publish-subscribe.ack.others-tag",
      claim = "a tag of another subscription acknowledges nothing",
      proves = DELIVERY)
  void othersTagAcknowledgesNothing(Broker broker) {
    String topic = broker.newTopic();
    Duration ackTimeout = Duration.ofMillis(500);
    Subscription mine = broker.requireSubscription(Settings.manual(topic, ackTimeout.toMillis()));
    Subscription other = broker.requireSubscription(Settings.manual(broker.newTopic()));
    broker.requirePostedTo(topic);
    HandedOut handed = mine.requireMessage();
    other.postAcks(handed.tag()).require(status(204));
    mine.expectAgain(
        List.of(handed),
        ackTimeout,
        "the message again: another subscription's acknowledgement is not about it");
  }
}
