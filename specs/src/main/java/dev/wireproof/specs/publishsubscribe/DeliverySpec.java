package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which messages a subscription gets, how often, and in which order.
class DeliverySpec {

  /// In characters; as many as do not fit between a broker and a consumer that does not read.
  private static final int LARGE = 250_000;

  private static final int MANY = 22;

  @Must(
      id = "publish-subscribe.delivery.fan-out",
      claim = "each subscription gets each message once",
      proves = DELIVERY)
  void eachSubscriptionGetsEachMessage(Broker broker) {
    String topic = broker.newTopic();
    List<Subscription> all =
        Stream.generate(() -> broker.requireSubscription(Settings.on(topic))).limit(3).toList();
    broker.requirePostedTo(topic, 5);
    for (Subscription each : all) {
      each.expectMessages(5, Rules.NOTHING_LOST, Rules.NOTHING_TWICE, Rules.NOTHING_INVENTED);
    }
  }

  @Must(
      id = "publish-subscribe.delivery.shared-name",
      claim = "consumers that fetch under one name at the same moment share its messages",
      proves = {DELIVERY, CONCURRENCY},
      rounds = 6)
  void consumersUnderOneNameShare(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    broker.requirePostedTo(topic, 4);
    subscription.fetchAtOnce(4);
    subscription.fetchRest(topic);
    subscription
        .history()
        .expectKept(Rules.NOTHING_TWICE, Rules.nothingLost(sent -> sent.topic().equals(topic)));
  }

  @Must(
      id = "publish-subscribe.delivery.order",
      claim = "the messages of a publisher to a topic arrive in order",
      proves = {ORDERING, CONCURRENCY})
  void publishersMessagesArriveInOrder(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    List<String> publishers = Stream.generate(() -> broker.newName("p")).limit(3).toList();
    for (long seq = 1; seq <= 10; seq++) {
      broker.requirePostedAtOnce(oneOfEach(broker, topic, publishers, seq));
    }
    subscription.expectMessages(30, Rules.IN_ORDER);
  }

  private static List<Message> oneOfEach(
      Broker broker, String topic, List<String> publishers, long seq) {
    return publishers.stream().map(name -> broker.newMessage(topic).by(name, seq)).toList();
  }

  @Must(
      id = "publish-subscribe.delivery.while-asking",
      claim = "no message is lost that comes while a response is written, or between two GETs",
      proves = {DELIVERY, CONCURRENCY})
  void nothingIsLostWhileFetching(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    for (int i = 0; i < 12; i++) {
      PendingFetch fetch = subscription.beginGet(1);
      broker.requirePostedAtOnce(broker.newMessages(4, topic));
      subscription.finishGet(fetch, broker.patience().forAnswer().plusSeconds(1));
    }
    subscription.fetchRest(topic);
    subscription.history().expectKept(Rules.NOTHING_LOST, Rules.NOTHING_TWICE);
  }

  @Must(
      id = "publish-subscribe.delivery.kept-while-away",
      claim = "a thousand messages are kept until a consumer fetches them",
      proves = {DELIVERY, RESUMPTION})
  void messagesAreKeptUntilFetched(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(topic).prefetch(1000));
    broker.requirePostedOverOneConnection(broker.newMessages(1000, topic));
    subscription.fetchRest(topic);
    subscription.history().expectKept(Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.delivery.unread-slows-nobody",
      claim = "a consumer that does not read its response does not slow down any other",
      proves = {CONCURRENCY, FLOW_CONTROL})
  void unreadResponseSlowsNoOther(Broker broker) {
    String topic = broker.newTopic();
    Subscription slow = broker.requireSubscription(Settings.on(topic));
    broker.requirePosted(largeMessages(topic));
    String other = broker.newTopic();
    Subscription quick = broker.requireSubscription(Settings.on(other));
    Http1Wire unread = slow.getWithoutReading();
    for (int i = 0; i < 6; i++) {
      Message message = broker.newMessage(other);
      broker.postMessage(message).expect(status(202));
      quick.expectHandedOut(message);
    }
    unread.close();
  }

  private static List<Message> largeMessages(String topic) {
    String large = "x".repeat(LARGE);
    return IntStream.range(0, MANY).mapToObj(i -> Message.of(topic, i + large)).toList();
  }
}
