package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;

/// What a publisher sends, and the response to it.
class PublishSpec {

  @Must(
      id = "publish-subscribe.publish.accepted",
      claim = "a message is answered with 202, and handed out to a subscription",
      proves = DELIVERY,
      base = true)
  void messageIsAcceptedAndHandedOut(Broker broker) {
    String topic = broker.newTopic();
    Settings settings = Settings.on(topic);
    var subscription = new Subscription(broker, broker.newName("s"), settings);
    broker.putSubscription(subscription.name(), settings).expect(status(201));
    subscription.getMessages(0).expect(status(200, 204));
    Message message = broker.newMessage(topic);
    Json accepted =
        broker
            .postMessage(message)
            .expect(status(202))
            .expectJson(json("id").isText(), json("offset").isWholeNumber());
    subscription.expectMessage(
        "the message that was accepted",
        json("body").is(message.body()),
        json("topic").is(topic),
        json("offset").is(accepted.number("offset")),
        json("tag").isText(),
        json("redelivered").is(false));
  }

  @Must(
      id = "publish-subscribe.publish.intact",
      claim = "a body arrives as it was sent",
      proves = FIDELITY,
      cases = Body.class)
  void bodyArrivesAsItWasSent(Broker broker, Body body) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    broker.requirePosted(Message.of(topic, body.text));
    expectThat(
        subscription.requireMessage().body(),
        equalTo(body.text)
            .as("the body of %d characters as it was sent".formatted(body.text.length()))
            .showing(text -> text.length() + " characters: " + Json.write(text)));
  }

  /// What a body may be.
  enum Body implements Case {
    EMPTY(""),
    SPACES_AROUND("  two spaces on both sides  "),
    EMOJI_AND_MARKS("\uD83D\uDC69\u200D\uD83D\uDE80 e\u0301 \u2028 \u05D0"),
    LINE_ENDS("\r\none\ntwo\rthree\r\n"),
    QUOTES("\"\\\"{\"a\":[1]}\t</script>"),
    LONG("0123456789abcdef".repeat(5000));

    private final String text;

    Body(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "publish-subscribe.publish.key",
      claim = "a key arrives with its message",
      proves = FIDELITY)
  void keyArrivesWithItsMessage(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    String key = "a key, \u00E9\u00E8 " + broker.newName("k");
    broker.requirePosted(broker.newMessage(topic).keyed(key));
    subscription.requireMessage().json().expect(json("key").is(key));
  }

  @Must(
      id = "publish-subscribe.publish.refused",
      claim = "a message that makes no sense is refused",
      proves = ERROR_HANDLING,
      cases = BadMessage.class)
  void senselessMessageIsRefused(Broker broker, BadMessage bad) {
    Message message = broker.requirePostedTo(broker.newTopic());
    broker.api().post(message.path(), bad.json).expect(refusal(422));
  }

  /// JSON that is not a message.
  enum BadMessage implements Case {
    NO_BODY("{\"key\":\"k\"}"),
    BODY_IS_A_NUMBER("{\"body\":5}"),
    BODY_IS_AN_OBJECT("{\"body\":{\"a\":1}}"),
    KEY_IS_A_NUMBER("{\"body\":\"b\",\"key\":7}"),
    RETAIN_IN_WORDS("{\"body\":\"b\",\"retain\":\"yes\"}"),
    TTL_OF_ZERO("{\"body\":\"b\",\"ttlMs\":0}"),
    TTL_BELOW_ZERO("{\"body\":\"b\",\"ttlMs\":-5}");

    private final String json;

    BadMessage(String json) {
      this.json = json;
    }
  }

  @Must(
      id = "publish-subscribe.publish.no-json",
      claim = "a body that is not JSON is refused",
      proves = ERROR_HANDLING)
  void noJsonIsRefused(Broker broker) {
    Message message = broker.requirePostedTo(broker.newTopic());
    broker.api().post(message.path(), "{\"body\":").expect(refusal(400));
  }

  @Must(
      id = "publish-subscribe.publish.topic-name",
      claim = "a name that is not a topic's is refused",
      proves = ERROR_HANDLING,
      cases = BadTopic.class)
  void badTopicIsRefused(Broker broker, BadTopic bad) {
    Message message = broker.requirePostedTo(broker.newTopic());
    broker.api().post(message.to(bad.name).path(), Json.of("body", "b")).expect(refusal(400));
  }

  /// Names that are not a topic's, as they stand in a path.
  enum BadTopic implements Case {
    EMPTY_LEVEL("shop..orders"),
    DOT_IN_FRONT(".shop"),
    DOT_AT_THE_END("shop."),
    SPACE("shop%20orders"),
    STAR("shop.%2A"),
    HASH("shop.%23"),
    TOO_LONG("shop." + "berlin-2.".repeat(13) + "orders-10");

    private final String name;

    BadTopic(String name) {
      this.name = name;
    }
  }
}
