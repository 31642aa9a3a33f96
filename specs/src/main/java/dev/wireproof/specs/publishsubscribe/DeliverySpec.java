package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;

import dev.wireproof.clients.history.Operation;
import dev.wireproof.clients.history.Rules;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Who gets what, how often, in which order.
class DeliverySpec {

  private static final int ROUNDS = 6;
  private static final int EACH = 10;

  /// In characters; as many as do not fit between a broker and a reader that does not read.
  private static final int LARGE = 250_000;

  private static final int MANY = 22;

  @Must(
      id = "publish-subscribe.delivery.fan-out",
      claim = "each subscription gets each message once",
      proves = DELIVERY)
  void eachSubscriptionGetsEachMessage(Broker broker) {
    String topic = broker.topic();
    List<Subscription> all =
        Stream.generate(() -> broker.subscribe(Settings.on(topic))).limit(3).toList();
    broker.published(broker.messages(5, topic));
    all.forEach(
        each -> each.gets(5, Rules.NOTHING_LOST, Rules.NOTHING_TWICE, Rules.NOTHING_INVENTED));
  }

  @Must(
      id = "publish-subscribe.delivery.shared-name",
      claim = "those who ask under one name at the same moment share its messages",
      proves = {DELIVERY, CONCURRENCY})
  void thoseWhoAskUnderOneNameShare(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.on(topic));
    for (int round = 1; round <= ROUNDS; round++) {
      List<Message> messages = broker.messages(4, topic);
      broker.published(messages);
      List<HandedOut> some = subscription.together(4);
      if (some.size() < messages.size()) {
        subscription.collect(messages.size() - some.size());
      }
      subscription.history().expectKept(Rules.NOTHING_TWICE, Rules.NOTHING_LOST);
    }
  }

  @Must(
      id = "publish-subscribe.delivery.order",
      claim = "what a publisher sends to a topic arrives in order",
      proves = {ORDERING, CONCURRENCY})
  void publishersMessagesArriveInOrder(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.on(topic));
    List<String> publishers = Stream.generate(() -> broker.api().fresh("p")).limit(3).toList();
    for (int seq = 1; seq <= EACH; seq++) {
      long number = seq;
      broker
          .together(publishers.stream().map(who -> broker.message(topic).by(who, number)).toList())
          .forEach(reply -> reply.require(status(202)));
    }
    subscription.gets(EACH * publishers.size(), Rules.IN_ORDER);
  }

  @Must(
      id = "publish-subscribe.delivery.while-asking",
      claim = "nothing is lost that comes while an answer is written, or between two questions",
      proves = {DELIVERY, CONCURRENCY})
  void nothingIsLostWhileAsking(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.on(topic));
    var all = new ArrayList<Message>();
    for (int round = 1; round <= ROUNDS * 2; round++) {
      List<Message> messages = broker.messages(4, topic);
      all.addAll(messages);
      Subscription.Question question = subscription.begin(1);
      broker.together(messages).forEach(reply -> reply.require(status(202)));
      subscription.answer(question, broker.patience().forAnswer().plusSeconds(1));
    }
    var seen = new ArrayList<String>();
    subscription.history().all(Operation.Delivered.class).forEach(each -> seen.add(each.message()));
    subscription.collect(all.stream().filter(each -> !seen.contains(each.body())).toList());
    subscription.history().expectKept(Rules.NOTHING_LOST, Rules.NOTHING_TWICE);
  }

  @Must(
      id = "publish-subscribe.delivery.kept-while-away",
      claim = "a thousand messages are kept while nobody asks",
      proves = {DELIVERY, RESUMPTION})
  void messagesAreKeptWhileNobodyAsks(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.on(topic).prefetch(1000));
    List<Message> messages = broker.messages(1000, topic);
    broker.publishedAlong(messages);
    subscription.collect(messages);
    subscription.history().expectKept(Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.delivery.unread-slows-nobody",
      claim = "a consumer that does not read its answer slows nobody",
      proves = {CONCURRENCY, FLOW_CONTROL})
  void unreadAnswerSlowsNobody(Broker broker) {
    String topic = broker.topic();
    Subscription slow = broker.subscribe(Settings.on(topic));
    String large = "x".repeat(LARGE);
    for (int i = 0; i < MANY; i++) {
      broker.published(Message.of(topic, i + large));
    }
    String other = broker.topic();
    Subscription quick = broker.subscribe(Settings.on(other));
    Http1Wire unread = slow.askWithoutReading();
    for (int i = 0; i < ROUNDS; i++) {
      Message message = broker.message(other);
      broker.publish(message).expect(status(202));
      quick.until(message);
    }
    quick.history().expectKept(Rules.nothingLost(sent -> sent.topic().equals(other)));
    unread.close();
  }
}
