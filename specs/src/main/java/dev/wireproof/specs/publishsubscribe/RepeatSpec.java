package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A publisher that sends again, because no answer came.
class RepeatSpec {

  @Must(
      id = "publish-subscribe.repeat.same-answer",
      claim = "a repeat is answered with the id and the offset of the first",
      proves = IDEMPOTENCY)
  void repeatIsAnsweredAlike(Broker broker) {
    Message message = broker.message(broker.topic()).by(broker.api().fresh("p"), 1);
    Json first = broker.published(message).expectJson();
    same(first, broker.publish(message).expect(status(202)));
  }

  private static void same(Json first, Reply second) {
    Json answer = second.expectJson();
    if (!answer.expectText("id").equals(first.expectText("id"))
        || answer.expectNumber("offset") != first.expectNumber("offset")) {
      throw VerdictException.violates("the answer to the first, " + first, answer.toString());
    }
  }

  @Must(
      id = "publish-subscribe.repeat.delivered-once",
      claim = "a message that was sent twice is delivered once",
      proves = {IDEMPOTENCY, DELIVERY})
  void repeatIsNotDelivered(Broker broker) {
    String topic = broker.topic();
    String publisher = broker.api().fresh("p");
    Subscription subscription = broker.subscribe(Settings.on(topic));
    Message message = broker.message(topic).by(publisher, 7);
    broker.published(List.of(message, message));
    Message next = broker.message(topic).by(publisher, 8);
    broker.published(next);
    subscription.until(next);
    subscription.fetch(0);
    subscription.history().expectKept(Rules.NOTHING_TWICE, Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.repeat.at-once",
      claim = "ten repeats at the same moment are one message",
      proves = {IDEMPOTENCY, CONCURRENCY})
  void repeatsAtOnceAreOneMessage(Broker broker) {
    String topic = broker.topic();
    String publisher = broker.api().fresh("p");
    Subscription subscription = broker.subscribe(Settings.on(topic));
    for (int round = 1; round <= 6; round++) {
      Message message = broker.message(topic).by(publisher, round);
      List<Reply> replies = broker.together(Stream.generate(() -> message).limit(10).toList());
      Json first = replies.getFirst().require(status(202)).expectJson();
      replies.forEach(reply -> same(first, reply.expect(status(202))));
      subscription.until(message);
      subscription.fetch(0);
      subscription.history().expectKept(Rules.NOTHING_TWICE);
    }
  }

  @Must(
      id = "publish-subscribe.repeat.no-repeat",
      claim = "a message that only looks like a repeat is a message",
      proves = {DELIVERY, IDEMPOTENCY},
      cases = Difference.class)
  void anotherMessageIsNoRepeat(Broker broker, Difference difference) {
    String root = broker.topic();
    Subscription subscription = broker.subscribe(Settings.on(root + ".#"));
    Message first = broker.message(root + ".a").by(broker.api().fresh("p"), 1);
    Message one = difference == Difference.NOBODY_SAYS_WHO ? first.by("", 0) : first;
    Message two = difference.of.apply(one);
    String id = broker.published(one).expectJson().expectText("id");
    Json second = broker.publish(two).expect(status(202)).expectJson();
    if (second.expectText("id").equals(id)) {
      throw VerdictException.violates("another id for another message", second.toString());
    }
    List<HandedOut> handed = subscription.more(2, broker.patience().forAnswer());
    if (handed.size() < 2) {
      throw VerdictException.violates("both messages handed out", handed.size() + " of them");
    }
  }

  /// What differs, though the body is the same.
  enum Difference implements Case {
    NEXT_SEQ(message -> message.by(message.publisher(), 2)),
    ANOTHER_PUBLISHER(message -> message.by(message.publisher() + "-2", 1)),
    ANOTHER_TOPIC(message -> message.to(message.topic() + ".b")),
    NOBODY_SAYS_WHO(message -> message);

    private final UnaryOperator<Message> of;

    Difference(UnaryOperator<Message> of) {
      this.of = of;
    }
  }
}
