package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;

/// Filters: which topics a subscription gets messages of.
class FilterSpec {

  @Must(
      id = "publish-subscribe.filter.matches",
      claim = "a subscription gets what its filter matches",
      proves = DELIVERY,
      cases = Match.class)
  void subscriptionGetsWhatItsFilterMatches(Broker broker, Match match) {
    String root = broker.newTopic();
    Subscription subscription =
        broker.requireSubscription(Settings.on(match.filter.formatted(root)));
    Message message = broker.requirePostedTo(root + match.rest);
    subscription.expectHandedOut(message);
  }

  /// A filter, and the rest of a topic that it matches.
  enum Match implements Case {
    NAME("%s.orders", ".orders"),
    STAR_AT_THE_END("%s.*", ".orders"),
    STAR_IN_THE_MIDDLE("%s.*.orders", ".berlin.orders"),
    TWO_STARS("%s.*.*", ".berlin.orders"),
    HASH_FOR_NOTHING("%s.#", ""),
    HASH_FOR_ONE_LEVEL("%s.#", ".berlin"),
    HASH_FOR_MANY_LEVELS("%s.#", ".berlin.orders.late.2"),
    STAR_AND_HASH("%s.*.#", ".berlin.orders"),
    HASH_ALONE("#", ".berlin");

    private final String filter;
    private final String rest;

    Match(String filter, String rest) {
      this.filter = filter;
      this.rest = rest;
    }
  }

  @Must(
      id = "publish-subscribe.filter.spares",
      claim = "a subscription does not get what its filter does not match",
      proves = DELIVERY,
      cases = Miss.class)
  void subscriptionDoesNotGetTheRest(Broker broker, Miss miss) {
    String root = broker.newTopic();
    String filter = miss.filter.formatted(root);
    Subscription subscription = broker.requireSubscription(Settings.on(filter));
    Message other = broker.requirePostedTo(miss.topic.formatted(root));
    Message wanted = broker.requirePostedTo(miss.wanted.formatted(root));
    subscription.fetchThrough(wanted);
    subscription.expectNotHandedOut(other, "only what “" + filter + "” matches");
  }

  /// A filter, a topic that it does not match, and one that it does.
  enum Miss implements Case {
    ANOTHER_NAME("%s.orders", "%s.returns", "%s.orders"),
    LONGER_NAME("%s.orders", "%s.orders2", "%s.orders"),
    LEVEL_BELOW("%s.orders", "%s.orders.late", "%s.orders"),
    OTHER_CASE("%s.orders", "%s.Orders", "%s.orders"),
    NO_DOT("%s.orders", "%s-orders", "%s.orders"),
    STAR_FOR_TWO_LEVELS("%s.*", "%s.berlin.orders", "%s.berlin"),
    STAR_FOR_NO_LEVEL("%s.*", "%s", "%s.berlin"),
    STAR_IN_THE_MIDDLE("%s.*.orders", "%s.berlin.mitte.orders", "%s.berlin.orders"),
    HASH_BESIDE("%s.#", "%sx.berlin", "%s.berlin");

    private final String filter;
    private final String topic;
    private final String wanted;

    Miss(String filter, String topic, String wanted) {
      this.filter = filter;
      this.topic = topic;
      this.wanted = wanted;
    }
  }

  @Must(
      id = "publish-subscribe.filter.refused",
      claim = "a text that is not a filter is refused",
      proves = ERROR_HANDLING,
      cases = BadFilter.class)
  void badFilterIsRefused(Broker broker, BadFilter bad) {
    broker.requireSubscription(Settings.on(broker.newTopic()));
    broker.putSubscription(broker.newName("s"), Settings.on(bad.text)).expect(refusal(422));
  }

  /// Texts that are not a filter.
  enum BadFilter implements Case {
    EMPTY(""),
    EMPTY_LEVEL("shop..orders"),
    HASH_IN_THE_MIDDLE("shop.#.orders"),
    HASH_IN_A_LEVEL("shop.or#"),
    STAR_IN_A_LEVEL("sh*.orders"),
    SPACE("shop orders");

    private final String text;

    BadFilter(String text) {
      this.text = text;
    }
  }
}
