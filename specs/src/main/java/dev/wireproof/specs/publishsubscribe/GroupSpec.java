package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Must;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Groups: consumers that share the work.
class GroupSpec {

  /// What is handed out to a member stays with it while a spec runs.
  private static Settings staying(String topic) {
    return Settings.on(topic).with("ackTimeoutMs", Settings.NEVER);
  }

  @Must(
      id = "publish-subscribe.group.one-member",
      claim = "each message goes to exactly one member",
      proves = {DELIVERY, CONCURRENCY})
  void eachMessageGoesToOneMember(Broker broker) {
    String topic = broker.newTopic();
    Group group = broker.requireGroup(2, staying(topic));
    broker.requirePostedTo(topic, 16);
    group.share(16);
    group.fetchEach();
    group.history().expectKept(Rules.NOTHING_TWICE, Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.group.all-used",
      claim = "each member gets some of the messages when all members are fetching",
      proves = {DELIVERY, FLOW_CONTROL})
  void allMembersGetSome(Broker broker) {
    String topic = broker.newTopic();
    Group group = broker.requireGroup(3, staying(topic));
    List<PendingFetch> fetches = group.requireAllHeld(5);
    broker.requirePostedTo(topic, 36);
    group.finish(fetches, broker.patience().forAnswer().plusSeconds(5));
    group.share(36);
    group.expectEachServed("some of 36 messages for each of 3 members that fetch all the time");
  }

  @Must(
      id = "publish-subscribe.group.key-order",
      claim = "messages of one key go to one member, in order",
      proves = {ORDERING, CONCURRENCY})
  void messagesOfAKeyStayTogether(Broker broker) {
    String topic = broker.newTopic();
    Group group = broker.requireGroup(2, staying(topic));
    List<String> keys = Stream.generate(() -> broker.newName("k")).limit(5).toList();
    for (int i = 0; i < 30; i++) {
      broker.requirePosted(broker.newMessage(topic).keyed(keys.get(i % keys.size())));
    }
    group.share(30);
    group.history().expectKept(Rules.ONE_CONSUMER_FOR_EACH_KEY);
    for (String key : keys) {
      group.historyOfKey(key).expectKept(Rules.IN_ORDER);
    }
  }

  @Must(
      id = "publish-subscribe.group.independent",
      claim = "two groups and a subscription each get all messages",
      proves = DELIVERY)
  void groupsAreIndependent(Broker broker) {
    String topic = broker.newTopic();
    Subscription first = broker.requireGroup(1, staying(topic)).members().getFirst();
    Subscription second = broker.requireGroup(1, staying(topic)).members().getFirst();
    Subscription alone = broker.requireSubscription(Settings.on(topic));
    broker.requirePostedTo(topic, 4);
    for (Subscription each : List.of(first, second, alone)) {
      each.expectMessages(4, Rules.NOTHING_LOST);
    }
  }

  @Must(
      id = "publish-subscribe.group.deleted-member",
      claim = "messages that a deleted member has not acknowledged go to the others",
      proves = DELIVERY)
  void deletedMembersMessagesGoToTheOthers(Broker broker) {
    String topic = broker.newTopic();
    Group group = broker.requireGroup(2, Settings.manual(topic));
    broker.requirePostedTo(topic, 8);
    group.requireShared(8);
    Subscription leaver = group.firstServed();
    leaver.requireDeleted();
    group
        .otherThan(leaver)
        .expectAgain(
            leaver.handedOut(),
            Duration.ZERO,
            "for the other member what the deleted one, %s, had not acknowledged"
                .formatted(leaver.name()));
  }

  @Must(
      id = "publish-subscribe.group.quiet-member",
      claim = "messages that wait for a member that does not fetch go to the others",
      proves = {DELIVERY, LIVENESS})
  void quietMembersMessagesGoToTheOthers(Broker broker) {
    String topic = broker.newTopic();
    Duration ackTimeout = Duration.ofMillis(800);
    Group group = broker.requireGroup(2, Settings.manual(topic, ackTimeout.toMillis()));
    Subscription present = group.members().getFirst();
    broker.requirePostedTo(topic, 12);
    present.consume(12, ackTimeout);
    present.history().expectKept(Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.group.other-filter",
      claim = "a member with another filter is refused",
      proves = ERROR_HANDLING)
  void memberWithAnotherFilterIsRefused(Broker broker) {
    String group = broker.newName("g");
    String topic = broker.newTopic();
    broker.requireSubscription(Settings.on(topic).group(group));
    broker
        .putSubscription(broker.newName("s"), Settings.on(topic + ".x").group(group))
        .expect(refusal(409));
  }
}
