package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.LIVENESS;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Acknowledgements: when a message is done.
class AckSpec {

  /// The shortest that this machine can keep is enough.
  private static final List<Duration> TIMEOUTS =
      List.of(Duration.ofMillis(800), Duration.ofSeconds(3), Duration.ofSeconds(12));

  @Must(
      id = "publish-subscribe.ack.auto-is-done",
      claim = "without acknowledgements a message is handed out once",
      proves = DELIVERY)
  void autoIsHandedOutOnce(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.on(topic).with("ackTimeoutMs", 300));
    broker.published(broker.message(topic));
    subscription.handedOne();
    subscription.fetch(1);
    subscription.history().expectKept(Rules.NOTHING_TWICE);
  }

  @Must(
      id = "publish-subscribe.ack.comes-again",
      claim = "what is not acknowledged in time is handed out again",
      proves = {DELIVERY, LIVENESS})
  void unacknowledgedComesAgain(Broker broker) {
    again(broker);
  }

  /// Has a message handed out twice.
  private static Subscription again(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.manual(topic, 300));
    Message message = broker.message(topic);
    broker.published(message);
    subscription.handedOne();
    List<HandedOut> second =
        subscription.more(1, broker.patience().forAnswer().plus(Duration.ofMillis(300)));
    if (second.isEmpty()) {
      throw VerdictException.violates(
          "“" + message.body() + "” again, since nobody acknowledged it for 300 ms", "nothing");
    }
    return subscription;
  }

  @Must(
      id = "publish-subscribe.ack.marked",
      claim = "what is handed out again says so, and has another tag",
      proves = DELIVERY)
  void handingOutAgainIsMarked(Broker broker) {
    again(broker).history().expectKept(Rules.REDELIVERIES_MARKED);
  }

  @Must(
      id = "publish-subscribe.ack.not-before",
      claim = "a message is not handed out again while its time runs",
      proves = {DELIVERY, LIVENESS},
      timing = true)
  void notBeforeItsTime(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.manual(topic, 900));
    broker.published(broker.message(topic));
    long begin = System.nanoTime();
    subscription.handedOne();
    subscription.more(1, broker.patience().forAnswer().plus(Duration.ofMillis(900)));
    long took = (System.nanoTime() - begin) / 1_000_000;
    if (took < 900 * 9 / 10) {
      throw VerdictException.violates(
          "nothing again for 900 ms", "the message again after " + took + " ms");
    }
  }

  @Must(
      id = "publish-subscribe.ack.never-again",
      claim = "what was acknowledged is never handed out again",
      proves = DELIVERY)
  void acknowledgedNeverComesAgain(Broker broker) {
    for (Duration timeout : TIMEOUTS) {
      String topic = broker.topic();
      Subscription subscription = broker.subscribe(Settings.manual(topic, timeout.toMillis()));
      broker.published(broker.message(topic));
      long begin = System.nanoTime();
      subscription.acknowledges(subscription.handedOne());
      if (isInTime(begin, timeout)) {
        subscription.watch(timeout);
        subscription.history().expectKept(Rules.NOTHING_AFTER_ITS_END);
        return;
      }
    }
    throw tooLate();
  }

  /// What an acknowledgement does that comes too late is free.
  private static boolean isInTime(long begin, Duration timeout) {
    return System.nanoTime() - begin < timeout.toNanos() * 4 / 5;
  }

  private static VerdictException tooLate() {
    return VerdictException.inconclusive("each acknowledgement may have come too late");
  }

  @Must(
      id = "publish-subscribe.ack.one-tag",
      claim = "an acknowledgement is for its tags, and for no other message",
      proves = DELIVERY)
  void acknowledgementIsForItsTags(Broker broker) {
    for (Duration timeout : TIMEOUTS) {
      String topic = broker.topic();
      Subscription subscription = broker.subscribe(Settings.manual(topic, timeout.toMillis()));
      broker.published(broker.messages(3, topic));
      long begin = System.nanoTime();
      List<HandedOut> first = subscription.handed(3);
      subscription.acknowledged(first.get(1));
      if (isInTime(begin, timeout)) {
        othersComeAgain(broker, subscription, first, timeout);
        return;
      }
    }
    throw tooLate();
  }

  private static void othersComeAgain(
      Broker broker, Subscription subscription, List<HandedOut> first, Duration timeout) {
    Set<String> again =
        subscription.more(2, broker.patience().forAnswer().plus(timeout)).stream()
            .map(HandedOut::body)
            .collect(Collectors.toSet());
    subscription.history().expectKept(Rules.NOTHING_AFTER_ITS_END);
    for (HandedOut each : List.of(first.get(0), first.get(2))) {
      if (!again.contains(each.body())) {
        throw VerdictException.violates(
            "the first and the third message again, since only the second was acknowledged",
            "“" + each.body() + "” did not come again");
      }
    }
  }

  @Must(
      id = "publish-subscribe.ack.lost-answer",
      claim = "a message whose answer was lost comes again",
      proves = DELIVERY)
  void lostAnswerComesAgain(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.manual(topic, 300));
    Subscription.Question question = subscription.held(5);
    question.pending().reset();
    Message message = broker.message(topic);
    broker.published(message);
    subscription.more(1, broker.patience().forAnswer().plus(Duration.ofMillis(300)));
    subscription.history().expectKept(Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.ack.unknown-tag",
      claim = "a tag that is unknown or done is ignored",
      proves = {ERROR_HANDLING, IDEMPOTENCY},
      cases = OldTag.class)
  void unknownTagIsIgnored(Broker broker, OldTag tag) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.manual(topic));
    broker.published(broker.message(topic));
    HandedOut handed = subscription.handedOne();
    subscription.acknowledged(handed);
    subscription
        .acks(tag == OldTag.DONE ? handed.tag() : broker.api().fresh("t"))
        .expect(status(204));
  }

  /// A tag that names nothing that is to be done.
  enum OldTag implements Case {
    NEVER_GIVEN,
    DONE
  }

  @Must(
      id = "publish-subscribe.ack.others-tag",
      claim = "a tag of another subscription acknowledges nothing",
      proves = DELIVERY)
  void othersTagAcknowledgesNothing(Broker broker) {
    String topic = broker.topic();
    Subscription mine = broker.subscribe(Settings.manual(topic, 500));
    Subscription others = broker.subscribe(Settings.manual(broker.topic()));
    Message message = broker.message(topic);
    broker.published(message);
    others.acks(mine.handedOne().tag()).require(status(204));
    if (mine.more(1, broker.patience().forAnswer().plus(Duration.ofMillis(500))).isEmpty()) {
      throw VerdictException.violates(
          "the message again: another subscription's acknowledgement is not about it", "nothing");
    }
  }
}
