package dev.wireproof.specs.push;

import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.isEmpty;
import static dev.wireproof.engine.verdict.Expectations.notBefore;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.Octets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Deliveries that fail are tried again; those that succeed are not.
class RetrySpec {

  private static final Duration LONGER_THAN_A_DELAY = Duration.ofMillis(1100);

  /// How long a server may wait for an answer, and for the next attempt after it.
  private static final Duration ANSWER_AND_DELAY = Duration.ofSeconds(11);

  private static final int ATTEMPTS = 5;

  @Must(
      id = "push.retry.after-failure",
      claim = "a delivery that failed is tried again within a second",
      proves = {DELIVERY, ROBUSTNESS},
      cases = Failure.class)
  void failureIsTriedAgain(Rooms rooms, Failure failure) {
    Hook hook = rooms.requireHookThatHolds(rooms.newRoom());
    rooms.requirePosted(hook.room());
    failure.how.accept(hook.calls().expectCall("a delivery"));
    hook.calls()
        .expectCalls(
            2,
            "a second attempt within a second after the first failed",
            Rooms.FIRST_DELAY.plus(rooms.patience().forAnswer()))
        .getLast()
        .answer(Rooms.OK);
  }

  /// How a delivery fails.
  enum Failure implements Case {
    SERVER_ERROR(call -> call.answer(500, "{}")),
    UNAVAILABLE(call -> call.answer(503, "{}")),
    NOT_FOUND(call -> call.answer(404, "{}")),
    REDIRECT(call -> call.answer(new Answer(302, List.of("Location: /elsewhere"), Octets.NONE))),
    CUT(Call::cut);

    private final Consumer<Call> how;

    Failure(Consumer<Call> how) {
      this.how = how;
    }
  }

  @Must(
      id = "push.retry.no-answer",
      claim = "a delivery without an answer fails after 2 to 10 s",
      proves = {LIVENESS, ROBUSTNESS},
      timing = true)
  void silenceIsAFailure(Rooms rooms) {
    Hook hook = rooms.requireHookThatHolds(rooms.newRoom());
    rooms.requirePosted(hook.room());
    Call first = hook.calls().expectCall("a delivery");
    Call second =
        hook.calls()
            .expectCalls(
                2,
                "another attempt when there was no answer for 10 s",
                ANSWER_AND_DELAY.plus(rooms.patience().forAnswer()))
            .getLast();
    second.answer(Rooms.OK);
    expectThat(
        between(first, second),
        notBefore(Duration.ofMillis(1800))
            .as("at least 2 s for an answer")
            .showing(after -> "another attempt after " + after.toMillis() + " ms"));
  }

  private static Duration between(Call one, Call next) {
    return Duration.ofNanos(next.arrivedAt() - one.arrivedAt());
  }

  @Must(
      id = "push.retry.redirect-not-followed",
      claim = "a redirect is not followed",
      proves = {CONFIDENTIALITY, ROBUSTNESS})
  void redirectIsNotFollowed(Rooms rooms) {
    String elsewhere = rooms.api().fresh("elsewhere");
    Calls there = rooms.upstream().answering(Rooms.isFor(elsewhere), Rooms.OK);
    String location = "Location: " + rooms.upstream().url("/" + elsewhere);
    Hook hook = rooms.requireHookThatHolds(rooms.newRoom());
    rooms.requirePosted(hook.room());
    Answer redirect = new Answer(302, List.of(location), Octets.NONE);
    hook.calls().expectCall("a delivery").answer(redirect);
    hook.calls().answerFromNowOn(redirect);
    there.expectAtMost(0, "no request where a redirect points to");
  }

  @Must(
      id = "push.retry.same-id",
      claim = "all attempts at a delivery have the same id and the same body",
      proves = IDEMPOTENCY)
  void attemptsHaveOneId(Rooms rooms) {
    Hook hook = rooms.requireHookThatHolds(rooms.newRoom());
    rooms.requirePosted(hook.room());
    List<Call> attempts = rooms.expectAttempts(hook, 3);
    String id = Signatures.expectField(attempts.getFirst(), "Webhook-Id");
    Json event = Rooms.expectEvent(attempts.getFirst());
    for (Call attempt : attempts) {
      expectThat(
          Signatures.expectField(attempt, "Webhook-Id"),
          equalTo(id).as("Webhook-Id: " + id + " with each attempt"));
      Rooms.expectEvent(attempt).expect(json().is(event));
    }
  }

  @Must(
      id = "push.retry.signed",
      claim = "each attempt has a signature of its own",
      proves = CONFIDENTIALITY)
  void eachAttemptIsSigned(Rooms rooms) {
    Hook hook = rooms.requireHookThatHolds(rooms.newRoom());
    rooms.requirePosted(hook.room());
    for (Call attempt : rooms.expectAttempts(hook, 3)) {
      Signatures.expectSigned(attempt, hook.secret());
    }
  }

  @Must(
      id = "push.retry.five-attempts",
      claim = "a delivery is tried at least five times",
      proves = DELIVERY)
  void deliveryIsTriedFiveTimes(Rooms rooms) {
    Hook hook = rooms.requireHookThatHolds(rooms.newRoom());
    rooms.requirePosted(hook.room());
    rooms.expectAttempts(hook, ATTEMPTS);
  }

  @Must(
      id = "push.retry.growing",
      claim = "the time between two attempts grows",
      proves = {FLOW_CONTROL, ROBUSTNESS},
      timing = true)
  void delaysGrow(Rooms rooms) {
    Hook hook = rooms.requireHookThatHolds(rooms.newRoom());
    rooms.requirePosted(hook.room());
    List<Call> attempts = rooms.expectAttempts(hook, ATTEMPTS);
    Duration first = between(attempts.get(0), attempts.get(1));
    Duration fourth = between(attempts.get(3), attempts.get(4));
    // the first may have been held up; the fourth cannot have come too early
    expectThat(
        fourth,
        notBefore(first.multipliedBy(3).dividedBy(2))
            .as("a fourth delay of at least twice the first")
            .showing(_ -> "%d ms after %d ms".formatted(fourth.toMillis(), first.toMillis())));
  }

  @Must(
      id = "push.retry.outage",
      claim = "no event is lost while a receiver is down",
      proves = {DELIVERY, RESUMPTION})
  void nothingIsLostInAnOutage(Rooms rooms) {
    Hook hook = rooms.requireHookThatAnswers(rooms.newRoom(), Rooms.FAILED);
    List<String> texts = rooms.requirePosted(hook.room(), 5);
    hook.calls().expectCall("a first attempt");
    int failed = hook.calls().count();
    hook.calls().answerFromNowOn(Rooms.OK);
    Duration within = ANSWER_AND_DELAY.plus(rooms.patience().forAnswer());
    expectThat(
        rooms.awaitDelivered(hook, failed, texts, within),
        isEmpty().as("each event delivered after the outage").showing(missing -> "not " + missing));
  }

  @Must(
      id = "push.success.not-again",
      claim = "a delivery that succeeded is not sent again",
      proves = {DELIVERY, IDEMPOTENCY},
      timing = true,
      cases = Success.class)
  void successIsNotTriedAgain(Rooms rooms, Success success) {
    Hook hook = rooms.requireHookThatAnswers(rooms.newRoom(), Answer.json(success.status, "{}"));
    rooms.requirePosted(hook.room());
    hook.calls().expectCall("a delivery");
    hook.calls()
        .expectAtMost(
            1, "one delivery when it was answered with " + success.status, LONGER_THAN_A_DELAY);
  }

  /// Statuses that say that the delivery succeeded.
  enum Success implements Case {
    OK(200),
    CREATED(201),
    ACCEPTED(202);

    private final int status;

    Success(int status) {
      this.status = status;
    }
  }

  @Must(
      id = "push.gone.no-more",
      claim = "410 ends a hook",
      proves = STATEFULNESS,
      cases = More.class)
  void goneEndsTheHook(Rooms rooms, More more) {
    Hook hook = rooms.requireHookThatAnswers(rooms.newRoom(), Answer.json(410, "{}"));
    rooms.requirePosted(hook.room());
    hook.calls().expectCall("a delivery");
    if (more == More.EVENT) {
      hook.calls().reach(2);
      rooms.requirePosted(hook.room());
    }
    hook.calls().expectAtMost(1, "nothing more after 410", LONGER_THAN_A_DELAY);
  }

  /// What would come, if the hook were still there.
  enum More implements Case {
    EVENT,
    RETRY
  }
}
