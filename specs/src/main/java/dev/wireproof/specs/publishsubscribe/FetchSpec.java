package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.DeclaredLimits;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.List;

/// Questions that are held until there is a message.
class FetchSpec {

  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final int ROUNDS = 3;

  @Must(
      id = "publish-subscribe.fetch.woken",
      claim = "a message answers the question that waits for it",
      proves = {DELIVERY, LIVENESS})
  void messageAnswersTheQuestion(Broker broker) {
    String topic = broker.topic();
    Subscription subscription = broker.subscribe(Settings.on(topic));
    for (int round = 1; round <= ROUNDS; round++) {
      Subscription.Question question = subscription.held((int) WAIT.toSeconds());
      Message message = broker.message(topic);
      broker.published(message);
      boolean inTime = question.isYoung();
      List<HandedOut> handed =
          subscription.answer(question, WAIT.plus(broker.patience().forAnswer()));
      if (!handed.isEmpty()) {
        return;
      }
      if (inTime) {
        throw VerdictException.violates(
            "the message, in answer to the question that was held",
            "no message in the answer, though it was accepted while the question was held");
      }
      subscription.until(message);
    }
    throw VerdictException.inconclusive("each question was over before the message was accepted");
  }

  @Must(
      id = "publish-subscribe.fetch.nothing",
      claim = "without a message a question is answered 204 when its time is over, not before",
      proves = LIVENESS,
      timing = true)
  void questionIsHeldForItsTime(Broker broker) {
    Subscription subscription = broker.subscribe(Settings.on(broker.topic()));
    Reply reply = subscription.ask(1).expect(status(200, 204));
    Duration hold = broker.hold(Duration.ofSeconds(1));
    if (reply.status() == 200 && !reply.expectJson().expectList("messages").isEmpty()) {
      throw VerdictException.violates("no message, since there is none", reply.toString());
    }
    if (reply.took().compareTo(hold.multipliedBy(9).dividedBy(10)) < 0) {
      throw VerdictException.violates(
          "an answer after " + hold.toMillis() + " ms, when nothing comes",
          reply + " after " + reply.took().toMillis() + " ms");
    }
  }

  @Must(
      id = "publish-subscribe.fetch.capped",
      claim = "a question is not held longer than promised",
      proves = LIVENESS,
      timing = true)
  void holdIsCapped(Broker broker, DeclaredLimits promises) {
    Duration hold = promises.timeout("long-poll-hold");
    Subscription subscription = broker.subscribe(Settings.on(broker.topic()));
    Subscription.Question question = subscription.begin((int) hold.toSeconds() + 30);
    question.pending().reply(promises.withSlack(hold)).expect(status(200, 204));
  }

  @Must(
      id = "publish-subscribe.fetch.bad-wait",
      claim = "a wait that is no number of seconds is refused",
      proves = ERROR_HANDLING,
      cases = BadWait.class)
  void badWaitIsRefused(Broker broker, BadWait bad) {
    Subscription subscription = broker.subscribe(Settings.on(broker.topic()));
    subscription.ask(0).require(status(200, 204));
    broker.api().get(subscription.path() + "/messages?wait=" + bad.text).expect(refusal(400));
  }

  /// What is no number of seconds.
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
