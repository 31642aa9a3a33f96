package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.clients.pattern.Replies.body;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.isEmpty;
import static dev.wireproof.engine.verdict.Expectations.notBefore;
import static dev.wireproof.engine.verdict.Expectations.size;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.DeclaredLimits;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// GETs that are held until there is a message.
class FetchSpec {

  private static final Duration WAIT = Duration.ofSeconds(5);

  @Must(
      id = "publish-subscribe.fetch.woken",
      claim = "a message is handed out in the response to the GET that waits for it",
      proves = {DELIVERY, LIVENESS})
  void messageAnswersTheGet(Broker broker) {
    String topic = broker.newTopic();
    Subscription subscription = broker.requireSubscription(Settings.on(topic));
    PendingFetch fetch = subscription.expectHeld((int) WAIT.toSeconds());
    broker.requirePostedTo(topic);
    Optional<String> tooLate =
        fetch.isYoung()
            ? Optional.empty()
            : Optional.of("the GET may have been over before the message was accepted");
    List<HandedOut> handed =
        subscription.finishGet(fetch, WAIT.plus(broker.patience().forAnswer()));
    expectThat(
        handed,
        size(atLeast(1))
            .as("the message, in the response to the GET that was held")
            .showing(_ -> "no message in it, though it was accepted while the GET was held")
            .unlessInDoubt(() -> tooLate));
  }

  @Must(
      id = "publish-subscribe.fetch.nothing",
      claim = "without a message a GET is answered with 204 when its wait is over, not before",
      proves = LIVENESS,
      timing = true)
  void getIsHeldForItsTime(Broker broker) {
    Subscription subscription = broker.requireSubscription(Settings.on(broker.newTopic()));
    Reply reply =
        subscription
            .getMessages(1)
            .expect(
                status(204)
                    .or(
                        status(200)
                            .and(body("no message in it", json("messages").list(isEmpty())))));
    Duration hold = broker.hold(Duration.ofSeconds(1));
    expectThat(
        reply.took(),
        notBefore(hold.multipliedBy(9).dividedBy(10))
            .as("a response after " + hold.toMillis() + " ms, when no message comes")
            .showing(took -> reply + " after " + took.toMillis() + " ms"));
  }

  @Must(
      id = "publish-subscribe.fetch.capped",
      claim = "a GET is not held longer than the long-poll-hold",
      proves = LIVENESS,
      timing = true)
  void holdIsCapped(Broker broker, DeclaredLimits limits) {
    Duration hold = limits.timeout("long-poll-hold");
    Subscription subscription = broker.requireSubscription(Settings.on(broker.newTopic()));
    PendingFetch fetch = subscription.beginGet((int) hold.toSeconds() + 30);
    fetch.pending().reply(limits.withSlack(hold)).expect(status(200, 204));
  }

  @Must(
      id = "publish-subscribe.fetch.bad-wait",
      claim = "a wait that is not a number of seconds is refused",
      proves = ERROR_HANDLING,
      cases = BadWait.class)
  void badWaitIsRefused(Broker broker, BadWait bad) {
    Subscription subscription = broker.requireSubscription(Settings.on(broker.newTopic()));
    subscription.getMessages(0).require(status(200, 204));
    broker.api().get(subscription.path() + "/messages?wait=" + bad.text).expect(refusal(400));
  }

  /// Texts that are not a number of seconds.
  enum BadWait implements Case {
    WORDS("abc"),
    BELOW_ZERO("-1"),
    A_PART("1.5");

    private final String text;

    BadWait(String text) {
      this.text = text;
    }
  }
}
