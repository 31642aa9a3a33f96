package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.history.Rules;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Subscriptions are created, kept and deleted.
class SubscriptionSpec {

  @Must(
      id = "publish-subscribe.subscription.defaults",
      claim = "a subscription is shown with all its settings",
      proves = NEGOTIATION)
  void subscriptionIsShownWithItsDefaults(Broker broker) {
    String name = broker.newName("s");
    String filter = broker.newTopic();
    long timeout =
        broker.api().target().durationLimit("ack-timeout").map(Duration::toMillis).orElse(30_000L);
    broker
        .putSubscription(name, Settings.on(filter))
        .expect(status(201))
        .expectJson(
            json("name").is(name),
            json("filter").is(filter),
            json("durable").is(false),
            json("ack").is("auto"),
            json("ackTimeoutMs").is(timeout),
            json("prefetch").is(100),
            json("from").is("new"));
  }

  @Must(
      id = "publish-subscribe.subscription.same-again",
      claim = "the same PUT again changes nothing",
      proves = IDEMPOTENCY)
  void samePutChangesNothing(Broker broker) {
    String topic = broker.newTopic();
    Settings settings = Settings.manual(topic);
    Subscription subscription = broker.requireSubscription(settings);
    broker.requirePostedTo(topic, 3);
    broker.putSubscription(subscription.name(), settings).expect(status(200));
    subscription.expectMessages(3, Rules.NOTHING_LOST, Rules.NOTHING_TWICE);
  }

  @Must(
      id = "publish-subscribe.subscription.other-settings",
      claim = "another setting under a known name is refused",
      proves = ERROR_HANDLING,
      cases = Change.class)
  void otherSettingsAreRefused(Broker broker, Change change) {
    Settings settings = Settings.manual(broker.newTopic()).prefetch(10);
    Subscription subscription = broker.requireSubscription(settings);
    broker.putSubscription(subscription.name(), change.of.apply(settings)).expect(refusal(409));
  }

  /// What the second PUT changes.
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
    Settings settings = Settings.manual(broker.newTopic());
    broker.requireSubscription(settings);
    broker.putSubscription(broker.newName("s"), bad.of.apply(settings)).expect(refusal(422));
  }

  /// Settings that make no sense.
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
      claim = "a subscription that was never created is 404",
      proves = ERROR_HANDLING,
      cases = Use.class)
  void unknownSubscriptionIs404(Broker broker, Use use) {
    var none = new Subscription(broker, broker.newName("none"), Settings.on(broker.newTopic()));
    use.request.apply(none).expect(status(404, 410));
  }

  /// Requests to a subscription.
  enum Use implements Case {
    FETCH(subscription -> subscription.getMessages(0)),
    ACK(subscription -> subscription.postAcks("t-1")),
    NACK(subscription -> subscription.postNacks("t-1"));

    private final Function<Subscription, Reply> request;

    Use(Function<Subscription, Reply> request) {
      this.request = request;
    }
  }

  @Must(
      id = "publish-subscribe.subscription.deleted",
      claim = "a subscription that was deleted is 404",
      proves = {STATEFULNESS, ERROR_HANDLING},
      cases = Use.class)
  void deletedSubscriptionIs404(Broker broker, Use use) {
    Subscription subscription = broker.requireSubscription(Settings.on(broker.newTopic()));
    subscription.delete().expect(status(204));
    use.request.apply(subscription).expect(status(404, 410));
  }

  @Must(
      id = "publish-subscribe.subscription.begins-anew",
      claim = "a subscription that was deleted begins anew",
      proves = STATEFULNESS)
  void deletedSubscriptionBeginsAnew(Broker broker) {
    String topic = broker.newTopic();
    Settings settings = Settings.manual(topic);
    Subscription first = broker.requireSubscription(settings);
    Message old = broker.requirePostedTo(topic);
    first.requireDeleted();
    Subscription second = broker.requireSubscription(first.name(), settings);
    Message next = broker.requirePostedTo(topic);
    second.fetchThrough(next);
    second.expectNotHandedOut(old, "nothing kept for a subscription that was deleted");
  }

  @Must(
      id = "publish-subscribe.subscription.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Broker broker) {
    broker
        .putSubscription(broker.newName("s"), Settings.on(broker.newTopic()).with("ack", "perhaps"))
        .require(refusal(422))
        .expect(Replies.problem(422, 400));
  }
}
