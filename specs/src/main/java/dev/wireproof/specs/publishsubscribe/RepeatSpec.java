package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/// A publisher that posts a message again, because no response came.
class RepeatSpec {

  @Must(
      id = "publish-subscribe.repeat.same-answer",
      claim = "the response to a repeat has the id and the offset of the first message",
      proves = IDEMPOTENCY)
  void repeatIsAnsweredAlike(Broker broker) {
    Message message = broker.newMessage(broker.newTopic()).by(broker.newName("p"), 1);
    Json first = broker.requirePosted(message).json();
    broker.postMessage(message).expect(status(202)).expectJson(Broker.sameMessageAs(first));
  }

  @Must(
      id = "publish-subscribe.repeat.delivered-once",
      claim = "a message that was posted twice is delivered once",
      proves = {IDEMPOTENCY, DELIVERY})
  void repeatIsNotDelivered(Broker broker) {
    String topic = broker.newTopic();
    String publisher = broker.newName("p");
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    Message message = broker.newMessage(topic).by(publisher, 7);
    Message next = broker.newMessage(topic).by(publisher, 8);
    broker.requirePosted(List.of(message, message, next));
    subscription.fetchThrough(next);
    subscription.history().expectKept(Rules.NOTHING_TWICE, Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.repeat.at-once",
      claim = "ten repeats at the same moment are one message",
      proves = {IDEMPOTENCY, CONCURRENCY},
      rounds = 6)
  void repeatsAtOnceAreOneMessage(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    Message message = broker.newMessage(topic).by(broker.newName("p"), 1);
    List<Reply> replies = broker.postAtOnce(Collections.nCopies(10, message));
    Json first = replies.getFirst().require(status(202)).json();
    for (Reply reply : replies) {
      reply.expect(status(202)).expectJson(Broker.sameMessageAs(first));
    }
    subscription.fetchThrough(message);
    subscription.history().expectKept(Rules.NOTHING_TWICE);
  }

  @Must(
      id = "publish-subscribe.repeat.no-repeat",
      claim = "a message that only looks like a repeat is a message of its own",
      proves = {DELIVERY, IDEMPOTENCY},
      cases = Difference.class)
  void anotherMessageIsNotARepeat(Broker broker, Difference difference) {
    String root = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(root + ".#"));
    Message first = broker.newMessage(root + ".a").by(broker.newName("p"), 1);
    String id = broker.requirePosted(difference.first.apply(first)).json().text("id");
    broker
        .postMessage(difference.second.apply(first))
        .expect(status(202))
        .expectJson(json("id").isText(), json("id").isNot(id));
    expectThat(
        subscription.fetchMore(2).size(),
        atLeast(2).as("both messages handed out").showing(n -> n + " of them"));
  }

  /// What differs, though the body is the same.
  enum Difference implements Case {
    NEXT_SEQ(message -> message.by(message.publisher(), 2)),
    ANOTHER_PUBLISHER(message -> message.by(message.publisher() + "-2", 1)),
    ANOTHER_TOPIC(message -> message.to(message.topic() + ".b")),
    /// Neither of them names its publisher.
    NOBODY_SAYS_WHO(message -> message.by("", 0), message -> message.by("", 0));

    private final UnaryOperator<Message> first;
    private final UnaryOperator<Message> second;

    Difference(UnaryOperator<Message> second) {
      this(UnaryOperator.identity(), second);
    }

    Difference(UnaryOperator<Message> first, UnaryOperator<Message> second) {
      this.first = first;
      this.second = second;
    }
  }
}
