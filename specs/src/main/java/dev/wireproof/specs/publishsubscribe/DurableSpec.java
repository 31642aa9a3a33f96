package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.history.Operation;
import dev.wireproof.clients.history.Rules;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What outlives the broker's end.
class DurableSpec {

  private static final String UP_AGAIN = "the broker up again";

  /// A durable subscription is still there.
  private static void outlived(Broker broker, Subscription subscription, Settings settings) {
    if (broker.put(subscription.name(), settings).status() == 201) {
      throw VerdictException.violates(
          "a durable subscription outlives the broker's end", "it was there no more");
    }
  }

  @Must(
      id = "publish-subscribe.durable.message",
      claim = "a message that was confirmed outlives the broker's end",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB,
      cases = Ending.class)
  void confirmedMessageOutlives(Broker broker, ServerControl server, Ending ending) {
    String topic = broker.topic();
    Settings settings = Settings.manual(topic).durable();
    Subscription subscription = broker.subscribe(settings);
    broker.published(broker.messages(4, topic));
    if (ending == Ending.KILLED) {
      server.kill();
      server.expectStart(UP_AGAIN);
    } else {
      server.expectRestart(UP_AGAIN);
    }
    outlived(broker, subscription, settings);
    subscription.gets(4, Rules.NOTHING_LOST, Rules.IN_ORDER);
  }

  /// How the broker ends.
  enum Ending implements Case {
    KILLED,
    STOPPED
  }

  @Must(
      id = "publish-subscribe.durable.settings",
      claim = "a durable subscription outlives a crash as it was",
      proves = {STATEFULNESS, RESUMPTION},
      safety = LAB)
  void settingsOutlive(Broker broker, ServerControl server) {
    Settings settings = Settings.manual(broker.topic(), 1500).durable().prefetch(7);
    Subscription subscription = broker.subscribe(settings);
    server.kill();
    server.expectStart(UP_AGAIN);
    broker.put(subscription.name(), settings).expect(status(200));
  }

  @Must(
      id = "publish-subscribe.durable.acknowledged",
      claim = "what was acknowledged stays so over a crash",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB)
  void acknowledgedStaysSo(Broker broker, ServerControl server) {
    String topic = broker.topic();
    Settings settings = Settings.manual(topic).durable();
    Subscription subscription = broker.subscribe(settings);
    broker.published(broker.messages(2, topic));
    subscription.acknowledged(subscription.handed(2).getFirst());
    server.kill();
    server.expectStart(UP_AGAIN);
    outlived(broker, subscription, settings);
    subscription.more(1, broker.patience().forAnswer());
    subscription.fetch(0);
    subscription.history().expectKept(Rules.NOTHING_AFTER_ITS_END);
  }

  @Must(
      id = "publish-subscribe.durable.unacknowledged",
      claim = "what was handed out and not acknowledged comes again after a crash",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB)
  void unacknowledgedComesAgain(Broker broker, ServerControl server) {
    String topic = broker.topic();
    Settings settings = Settings.manual(topic).durable();
    Subscription subscription = broker.subscribe(settings);
    broker.published(broker.messages(2, topic));
    List<HandedOut> before = subscription.handed(2);
    server.kill();
    server.expectStart(UP_AGAIN);
    outlived(broker, subscription, settings);
    List<String> after = subscription.collect(2).stream().map(HandedOut::body).toList();
    before.stream()
        .filter(each -> !after.contains(each.body()))
        .findFirst()
        .ifPresent(each -> {
          throw VerdictException.violates(
              "again what nobody had acknowledged before the crash",
              "“" + each.body() + "” was not handed out again");
        });
  }

  @Must(
      id = "publish-subscribe.durable.offsets",
      claim = "offsets go on after a crash",
      proves = {ORDERING, RESUMPTION},
      safety = LAB)
  void offsetsGoOn(Broker broker, ServerControl server) {
    String topic = broker.topic();
    Settings settings = Settings.manual(topic).durable();
    Subscription subscription = broker.subscribe(settings);
    broker.published(broker.messages(3, topic));
    server.kill();
    server.expectStart(UP_AGAIN);
    outlived(broker, subscription, settings);
    broker.published(broker.messages(2, topic));
    broker.history().expectKept(Rules.OFFSETS_GROW);
  }

  @Must(
      id = "publish-subscribe.durable.repeat",
      claim = "a repeat is known after a crash",
      proves = {IDEMPOTENCY, RESUMPTION},
      safety = LAB)
  void repeatIsKnown(Broker broker, ServerControl server) {
    String topic = broker.topic();
    Settings settings = Settings.on(topic).durable();
    Subscription subscription = broker.subscribe(settings);
    Message message = broker.message(topic).by(broker.api().fresh("p"), 1);
    Json first = broker.published(message).expectJson();
    server.kill();
    server.expectStart(UP_AGAIN);
    outlived(broker, subscription, settings);
    Json second = broker.publish(message).expect(status(202)).expectJson();
    if (second.expectNumber("offset") != first.expectNumber("offset")
        || !second.expectText("id").equals(first.expectText("id"))) {
      throw VerdictException.violates(
          "the answer of before the crash, " + first, second.toString());
    }
    Message next = broker.message(topic);
    broker.published(next);
    subscription.until(next);
    subscription.history().expectKept(Rules.NOTHING_TWICE);
  }

  @Must(
      id = "publish-subscribe.durable.storm",
      claim = "of many messages under way at a crash none is lost that was confirmed",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB)
  void confirmedOfAStormOutlive(Broker broker, ServerControl server) {
    String topic = broker.topic();
    Settings settings = Settings.manual(topic).durable();
    Subscription subscription = broker.subscribe(settings);
    List<Message> messages = broker.messages(24, topic);
    List<Pending> pending = messages.stream().map(broker::begin).toList();
    for (int i = 0; i < messages.size() / 2; i++) {
      broker.confirm(messages.get(i), pending.get(i)).require(status(202));
    }
    server.kill();
    for (int i = messages.size() / 2; i < messages.size(); i++) {
      broker.confirm(messages.get(i), pending.get(i));
    }
    server.expectStart(UP_AGAIN);
    outlived(broker, subscription, settings);
    Set<String> confirmed =
        broker.history().all(Operation.Accepted.class).stream()
            .map(Operation.Accepted::message)
            .collect(Collectors.toSet());
    subscription.collect(
        messages.stream().filter(each -> confirmed.contains(each.body())).toList());
    subscription.history().expectKept(Rules.NOTHING_LOST, Rules.NOTHING_INVENTED);
  }
}
