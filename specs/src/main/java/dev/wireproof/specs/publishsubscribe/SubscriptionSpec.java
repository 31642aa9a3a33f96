package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// Subscriptions come, stay and go.
class SubscriptionSpec {

  @Must(
      id = "publish-subscribe.subscription.defaults",
      claim = "a subscription is shown with all its settings",
      proves = NEGOTIATION)
  void subscriptionIsShownWithItsDefaults(Broker broker) {
    String name = broker.api().fresh("s");
    String filter = broker.topic();
    Json shown = broker.put(name, Settings.on(filter)).expect(status(201)).expectJson();
    long timeout =
        broker.api().target().durationLimit("ack-timeout").map(Duration::toMillis).orElse(30_000L);
    boolean right =
        shown.expectText("name").equals(name)
            && shown.expectText("filter").equals(filter)
            && !shown.expectFlag("durable")
            && shown.expectText("ack").equals("auto")
            && shown.expectNumber("ackTimeoutMs") == timeout
            && shown.expectNumber("prefetch") == 100
            && shown.expectText("from").equals("new");
    if (!right) {
      throw VerdictException.violates(
          "name, filter, and the defaults: not durable, auto, %d ms, 100, new".formatted(timeout),
          shown.toString());
    }
  }

  @Must(
      id = "publish-subscribe.subscription.same-again",
      claim = "the same PUT again changes nothing",
      proves = IDEMPOTENCY)
  void samePutChangesNothing(Broker broker) {
    String topic = broker.topic();
    Settings settings = Settings.manual(topic);
    Subscription subscription = broker.subscribe(settings);
    List<Message> messages = broker.messages(3, topic);
    broker.published(messages);
    broker.put(subscription.name(), settings).expect(status(200));
    subscription.gets(3, Rules.NOTHING_LOST, Rules.NOTHING_TWICE);
  }

  @Must(
      id = "publish-subscribe.subscription.other-settings",
      claim = "another setting under a known name is refused",
      proves = ERROR_HANDLING,
      cases = Change.class)
  void otherSettingsAreRefused(Broker broker, Change change) {
    Settings settings = Settings.manual(broker.topic()).prefetch(10);
    Subscription subscription = broker.subscribe(settings);
    broker.put(subscription.name(), change.of.apply(settings)).expect(refusal(409));
  }

  /// What is asked for the second time.
  enum Change implements Case {
    FILTER(settings -> settings.with("filter", settings.members().get("filter") + ".x")),
    ACK(settings -> settings.with("ack", "auto")),
    PREFETCH(settings -> settings.prefetch(11)),
    DURABLE(Settings::durable);

    private final UnaryOperator<Settings> of;

    Change(UnaryOperator<Settings> of) {
      this.of = of;
    }
  }

  @Must(
      id = "publish-subscribe.subscription.refused",
      claim = "a setting that makes no sense is refused",
      proves = ERROR_HANDLING,
      cases = BadSetting.class)
  void senselessSettingIsRefused(Broker broker, BadSetting bad) {
    Settings settings = Settings.manual(broker.topic());
    broker.subscribe(settings);
    broker.put(broker.api().fresh("s"), bad.of.apply(settings)).expect(refusal(422));
  }

  /// What makes no sense.
  enum BadSetting implements Case {
    FILTER_IS_A_NUMBER(settings -> settings.with("filter", 5)),
    ACK_IS_NEITHER(settings -> settings.with("ack", "perhaps")),
    ACK_TIMEOUT_TOO_SHORT(settings -> settings.with("ackTimeoutMs", 99)),
    ACK_TIMEOUT_IN_WORDS(settings -> settings.with("ackTimeoutMs", "1s")),
    NO_PREFETCH(settings -> settings.prefetch(0)),
    PREFETCH_TOO_LARGE(settings -> settings.prefetch(1001)),
    FROM_YESTERDAY(settings -> settings.from("yesterday")),
    OFFSET_OF_MANY_TOPICS(
        settings -> settings.with("filter", settings.members().get("filter") + ".*").from(1));

    private final UnaryOperator<Settings> of;

    BadSetting(UnaryOperator<Settings> of) {
      this.of = of;
    }
  }

  @Must(
      id = "publish-subscribe.subscription.unknown",
      claim = "a subscription that nobody asked for is 404",
      proves = ERROR_HANDLING,
      cases = Use.class)
  void unknownSubscriptionIs404(Broker broker, Use use) {
    use.of(broker, "/subscriptions/" + broker.api().fresh("none")).expect(status(404, 410));
  }

  /// What one does with a subscription.
  enum Use implements Case {
    FETCH,
    ACK,
    NACK;

    private Reply of(Broker broker, String path) {
      String tags = Json.of("tags", List.of("t-1"));
      return switch (this) {
        case FETCH -> broker.api().get(path + "/messages?wait=0");
        case ACK -> broker.api().post(path + "/acks", tags);
        case NACK -> broker.api().post(path + "/nacks", tags);
      };
    }
  }

  @Must(
      id = "publish-subscribe.subscription.deleted",
      claim = "a subscription that was deleted is 404",
      proves = {STATEFULNESS, ERROR_HANDLING},
      cases = Use.class)
  void deletedSubscriptionIs404(Broker broker, Use use) {
    Subscription subscription = broker.subscribe(Settings.on(broker.topic()));
    subscription.delete().expect(status(204));
    use.of(broker, subscription.path()).expect(status(404, 410));
  }

  @Must(
      id = "publish-subscribe.subscription.begins-anew",
      claim = "a subscription that was deleted begins anew",
      proves = STATEFULNESS)
  void deletedSubscriptionBeginsAnew(Broker broker) {
    String topic = broker.topic();
    Settings settings = Settings.manual(topic);
    Subscription first = broker.subscribe(settings);
    Message old = broker.message(topic);
    broker.published(old);
    first.delete().require(status(204));
    Subscription second = broker.subscribe(first.name(), settings);
    Message fresh = broker.message(topic);
    broker.published(fresh);
    second.until(fresh);
    second.fetch(0);
    second.spared(old, "nothing kept for a subscription that was deleted");
  }

  @Must(
      id = "publish-subscribe.subscription.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Broker broker) {
    broker
        .put(broker.api().fresh("s"), Settings.on(broker.topic()).with("ack", "perhaps"))
        .require(refusal(422))
        .expect(Replies.problem(422, 400));
  }
}
