package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;

/// What a publisher sends, and is told.
class PublishSpec {

  @Must(
      id = "publish-subscribe.publish.accepted",
      claim = "a message is answered with 202, and handed to who subscribes",
      proves = DELIVERY,
      base = true)
  void messageIsAcceptedAndHandedOut(Broker broker) {
    String topic = broker.topic();
    String name = broker.api().fresh("s");
    broker.put(name, Settings.on(topic)).expect(status(201));
    var subscription = new Subscription(broker, name, name);
    subscription.ask(0).expect(status(200, 204));
    Message message = broker.message(topic);
    Json answer = broker.publish(message).expect(status(202)).expectJson();
    String expected = "the message, with a tag, its topic and its offset";
    List<HandedOut> all = subscription.collect(1);
    if (all.isEmpty()) {
      throw VerdictException.violates(expected, "nothing was handed out");
    }
    HandedOut handed = all.getFirst();
    boolean right =
        !answer.expectText("id").isEmpty()
            && handed.body().equals(message.body())
            && handed.topic().equals(topic)
            && handed.offset() == answer.expectNumber("offset")
            && !handed.tag().isEmpty()
            && !handed.isRedelivered();
    if (!right) {
      throw VerdictException.violates(expected, handed + " after the answer " + answer);
    }
  }

  @Must(
      id = "publish-subscribe.publish.intact",
      claim = "a body arrives as it was sent",
      proves = FIDELITY,
      cases = Body.class)
  void bodyArrivesAsItWasSent(Broker broker, Body body) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.on(topic));
    broker.published(Message.of(topic, body.text));
    HandedOut handed = subscription.handedOne();
    if (!handed.body().equals(body.text)) {
      throw VerdictException.violates(
          "the body of %d characters as it was sent".formatted(body.text.length()),
          "%d characters: %s".formatted(handed.body().length(), handed));
    }
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
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.on(topic));
    String key = "a key, \u00E9\u00E8 " + broker.api().fresh("k");
    broker.published(broker.message(topic).keyed(key));
    HandedOut handed = subscription.handedOne();
    if (handed.json().find("key").filter(found -> key.equals(found.value())).isEmpty()) {
      throw VerdictException.violates("the key “" + key + "” with the message", handed.toString());
    }
  }

  @Must(
      id = "publish-subscribe.publish.refused",
      claim = "a message that makes no sense is refused",
      proves = ERROR_HANDLING,
      cases = BadMessage.class)
  void senselessMessageIsRefused(Broker broker, BadMessage bad) {
    Message message = broker.message(broker.topic());
    broker.published(message);
    broker.api().post(message.path(), bad.json).expect(refusal(422));
  }

  /// JSON that is no message.
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
      claim = "what is no JSON is refused",
      proves = ERROR_HANDLING)
  void noJsonIsRefused(Broker broker) {
    Message message = broker.message(broker.topic());
    broker.published(message);
    broker.api().post(message.path(), "{\"body\":").expect(refusal(400));
  }

  @Must(
      id = "publish-subscribe.publish.topic-name",
      claim = "what is no topic is refused",
      proves = ERROR_HANDLING,
      cases = BadTopic.class)
  void badTopicIsRefused(Broker broker, BadTopic bad) {
    Message message = broker.message(broker.topic());
    broker.published(message);
    broker.api().post(message.to(bad.name).path(), Json.of("body", "b")).expect(refusal(400));
  }

  /// What is no topic, as it stands in a path.
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
