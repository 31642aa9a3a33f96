package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.history.History;
import dev.wireproof.clients.history.Operation;
import dev.wireproof.clients.history.Rules;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Groups: consumers that share the work.
class GroupSpec {

  private static List<Subscription> members(Broker broker, int n, Settings settings) {
    String group = broker.api().fresh("g");
    return Stream.generate(() -> broker.subscribe(settings.group(group))).limit(n).toList();
  }

  private static Settings staying(String topic) {
    return Settings.on(topic).with("ackTimeoutMs", Settings.NEVER);
  }

  @Must(
      id = "publish-subscribe.group.one-member",
      claim = "each message goes to exactly one member",
      proves = {DELIVERY, CONCURRENCY})
  void eachMessageGoesToOneMember(Broker broker) {
    String topic = broker.topic();
    List<Subscription> members = members(broker, 2, staying(topic));
    broker.published(broker.messages(16, topic));
    Subscription.share(members, 16);
    members.forEach(member -> member.fetch(0));
    members.getFirst().history().expectKept(Rules.NOTHING_TWICE, Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.group.all-used",
      claim = "all members get some when all are asking",
      proves = {DELIVERY, FLOW_CONTROL})
  void allMembersGetSome(Broker broker) {
    String topic = broker.topic();
    List<Subscription> members = members(broker, 3, staying(topic));
    var questions = new ArrayList<>(List.of(members.get(0).begin(5), members.get(1).begin(5)));
    questions.add(members.get(2).held(5));
    broker.published(broker.messages(36, topic));
    int came = 0;
    for (int i = 0; i < members.size(); i++) {
      Duration within = broker.patience().forAnswer().plusSeconds(5);
      came += members.get(i).answer(questions.get(i), within).size();
    }
    Subscription.share(members, 36 - came);
    for (Subscription member : members) {
      if (member.history().all(Operation.Delivered.class).stream()
          .noneMatch(each -> each.consumer().equals(member.name()))) {
        throw VerdictException.violates(
            "some of 36 messages for each of 3 members that ask all the time",
            "none for " + member.name());
      }
    }
  }

  @Must(
      id = "publish-subscribe.group.key-order",
      claim = "messages of one key go to one member, in order",
      proves = {ORDERING, CONCURRENCY})
  void messagesOfAKeyStayTogether(Broker broker) {
    String topic = broker.topic();
    List<Subscription> members = members(broker, 2, staying(topic));
    List<String> keys = Stream.generate(() -> broker.api().fresh("k")).limit(5).toList();
    for (int i = 0; i < 30; i++) {
      broker.published(broker.message(topic).keyed(keys.get(i % keys.size())));
    }
    Subscription.share(members, 30);
    History seen = members.getFirst().history().expectKept(Rules.ONE_CONSUMER_FOR_EACH_KEY);
    for (String key : keys) {
      List<String> ofKey =
          seen.all(Operation.Sent.class).stream()
              .filter(sent -> sent.key().equals(key))
              .map(Operation.Sent::message)
              .toList();
      seen.about(ofKey).expectKept(Rules.IN_ORDER);
    }
  }

  @Must(
      id = "publish-subscribe.group.independent",
      claim = "two groups and a subscription each get all messages",
      proves = DELIVERY)
  void groupsAreIndependent(Broker broker) {
    String topic = broker.topic();
    Subscription first = members(broker, 1, staying(topic)).getFirst();
    Subscription second = members(broker, 1, staying(topic)).getFirst();
    Subscription alone = broker.subscribe(Settings.on(topic));
    broker.published(broker.messages(4, topic));
    for (Subscription each : List.of(first, second, alone)) {
      each.gets(4, Rules.NOTHING_LOST);
    }
  }

  @Must(
      id = "publish-subscribe.group.deleted-member",
      claim = "what a deleted member has not acknowledged goes to the others",
      proves = DELIVERY)
  void deletedMembersMessagesGoToTheOthers(Broker broker) {
    String topic = broker.topic();
    List<Subscription> members = members(broker, 2, Settings.manual(topic));
    broker.published(broker.messages(8, topic));
    Subscription.share(members, 8);
    List<Operation.Delivered> delivered =
        members.getFirst().history().all(Operation.Delivered.class);
    if (delivered.size() < 8) {
      throw VerdictException.inconclusive(delivered.size() + " of 8 messages were handed out");
    }
    String leaving = delivered.getFirst().consumer();
    Subscription leaver = members.get(members.getFirst().name().equals(leaving) ? 0 : 1);
    Subscription stayer = members.get(members.getFirst().name().equals(leaving) ? 1 : 0);
    List<String> its =
        delivered.stream()
            .filter(each -> each.consumer().equals(leaving))
            .map(Operation.Delivered::message)
            .toList();
    leaver.delete().require(status(204));
    List<String> again = stayer.collect(its.size()).stream().map(HandedOut::body).toList();
    its.stream()
        .filter(message -> !again.contains(message))
        .findFirst()
        .ifPresent(message -> {
          throw VerdictException.violates(
              "what the deleted member had not acknowledged, for the other member",
              "“%s” was handed to %s, which was deleted, and to nobody afterwards"
                  .formatted(message, leaving));
        });
  }

  @Must(
      id = "publish-subscribe.group.quiet-member",
      claim = "what waits for a member that is gone goes to the others",
      proves = {DELIVERY, LIVENESS})
  void quietMembersMessagesGoToTheOthers(Broker broker) {
    String topic = broker.topic();
    Duration gone = Duration.ofMillis(800);
    List<Subscription> members = members(broker, 2, Settings.manual(topic, gone.toMillis()));
    Subscription here = members.getFirst();
    List<Message> messages = broker.messages(12, topic);
    broker.published(messages);
    var missing = messages.stream().map(Message::body).collect(Collectors.toSet());
    List<HandedOut> some;
    do {
      some = here.more(1, broker.patience().forAnswer().plus(gone));
      if (!some.isEmpty()) {
        here.acknowledged(some.toArray(HandedOut[]::new));
      }
      some.forEach(each -> missing.remove(each.body()));
    } while (!missing.isEmpty() && !some.isEmpty());
    here.history().expectKept(Rules.NOTHING_LOST);
  }

  @Must(
      id = "publish-subscribe.group.other-filter",
      claim = "a member with another filter is refused",
      proves = ERROR_HANDLING)
  void memberWithAnotherFilterIsRefused(Broker broker) {
    String group = broker.api().fresh("g");
    String topic = broker.topic();
    broker.subscribe(Settings.on(topic).group(group));
    broker
        .put(broker.api().fresh("s"), Settings.on(topic + ".x").group(group))
        .expect(refusal(409));
  }
}
