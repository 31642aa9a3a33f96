package dev.wireproof.specs.push;

import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Deliveries that fail are tried again, and others are not.
class RetrySpec {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 5;

  /// Fails so many attempts and takes what comes then; all that came.
  private static List<Call> failing(Rooms rooms, Hook hook, int failures, int wanted) {
    for (int i = 0; i < wanted; i++) {
      Duration delay = i < 2 ? SECOND : LONGEST_DELAY;
      Duration within = delay.plus(rooms.patience().forAnswer());
      hook.calls()
          .expectCalls(i + 1, "attempt " + (i + 1) + " of a delivery that failed before", within)
          .get(i)
          .answer(i < failures ? Rooms.FAILED : Rooms.OK);
    }
    return hook.calls().all();
  }

  @Must(
      id = "push.retry.after-failure",
      claim = "what was not taken is tried again within a second",
      proves = {DELIVERY, ROBUSTNESS},
      cases = Failure.class)
  void failureIsTriedAgain(Rooms rooms, Failure failure) {
    Hook hook = rooms.holding(rooms.room());
    rooms.posted(hook.room(), rooms.text());
    failure.how.accept(hook.calls().expectCall("a delivery"));
    hook.calls()
        .expectCalls(
            2,
            "a second attempt within a second after the first failed",
            SECOND.plus(rooms.patience().forAnswer()))
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
      claim = "no answer in time is a failure, after 2 to 10 s",
      proves = {LIVENESS, ROBUSTNESS},
      timing = true)
  void silenceIsAFailure(Rooms rooms) {
    Hook hook = rooms.holding(rooms.room());
    rooms.posted(hook.room(), rooms.text());
    Call first = hook.calls().expectCall("a delivery");
    Call second =
        hook.calls()
            .expectCalls(
                2,
                "another attempt when there was no answer for 10 s",
                Duration.ofSeconds(11).plus(rooms.patience().forAnswer()))
            .getLast();
    second.answer(Rooms.OK);
    Duration after = Duration.ofNanos(second.arrivedAt() - first.arrivedAt());
    if (after.compareTo(Duration.ofMillis(1800)) < 0) {
      throw VerdictException.violates(
          "2 s at least for an answer", "another attempt after " + after.toMillis() + " ms");
    }
  }

  @Must(
      id = "push.retry.redirect-not-followed",
      claim = "a redirect is not followed",
      proves = {CONFIDENTIALITY, ROBUSTNESS})
  void redirectIsNotFollowed(Rooms rooms) {
    String elsewhere = rooms.api().fresh("elsewhere");
    Calls there = rooms.upstream().answering(Rooms.isFor(elsewhere), Rooms.OK);
    String location = "Location: " + rooms.upstream().url("/" + elsewhere);
    Hook hook = rooms.holding(rooms.room());
    rooms.posted(hook.room(), rooms.text());
    Answer redirect = new Answer(302, List.of(location), Octets.NONE);
    hook.calls().expectCall("a delivery").answer(redirect);
    hook.calls().answerFromNowOn(redirect);
    there.expectAtMost(0, "no request where a redirect points to");
  }

  @Must(
      id = "push.retry.same-id",
      claim = "all attempts at a delivery have one id and one body",
      proves = IDEMPOTENCY)
  void attemptsHaveOneId(Rooms rooms) {
    Hook hook = rooms.holding(rooms.room());
    rooms.posted(hook.room(), rooms.text());
    List<Call> calls = failing(rooms, hook, 2, 3);
    String id = Signatures.field(calls.getFirst(), "Webhook-Id");
    Json event = Rooms.delivered(calls.getFirst());
    for (Call call : calls) {
      if (!Signatures.field(call, "Webhook-Id").equals(id)
          || !Rooms.delivered(call).isSame(event)) {
        throw VerdictException.violates(
            "Webhook-Id: " + id + " and the same event with each attempt",
            Signatures.field(call, "Webhook-Id") + " " + Rooms.delivered(call));
      }
    }
  }

  @Must(
      id = "push.retry.signed",
      claim = "each attempt is signed for itself",
      proves = CONFIDENTIALITY)
  void eachAttemptIsSigned(Rooms rooms) {
    Hook hook = rooms.holding(rooms.room());
    rooms.posted(hook.room(), rooms.text());
    failing(rooms, hook, 2, 3).forEach(call -> Signatures.check(call, hook.secret()));
  }

  @Must(
      id = "push.retry.five-attempts",
      claim = "a delivery is tried five times at least",
      proves = DELIVERY)
  void deliveryIsTriedFiveTimes(Rooms rooms) {
    Hook hook = rooms.holding(rooms.room());
    rooms.posted(hook.room(), rooms.text());
    failing(rooms, hook, ATTEMPTS - 1, ATTEMPTS);
  }

  @Must(
      id = "push.retry.growing",
      claim = "the time between two attempts grows",
      proves = {FLOW_CONTROL, ROBUSTNESS},
      timing = true)
  void delaysGrow(Rooms rooms) {
    Hook hook = rooms.holding(rooms.room());
    rooms.posted(hook.room(), rooms.text());
    List<Call> calls = failing(rooms, hook, ATTEMPTS - 1, ATTEMPTS);
    long first = calls.get(1).arrivedAt() - calls.get(0).arrivedAt();
    long fourth = calls.get(4).arrivedAt() - calls.get(3).arrivedAt();
    // the first may have been held up; the fourth cannot have come too early
    if (fourth * 2 < first * 3) {
      throw VerdictException.violates(
          "a fourth delay of twice the first at least",
          "%d ms after %d ms".formatted(fourth / 1_000_000, first / 1_000_000));
    }
  }

  @Must(
      id = "push.retry.outage",
      claim = "nothing is lost while a receiver is out of order",
      proves = {DELIVERY, RESUMPTION})
  void nothingIsLostInAnOutage(Rooms rooms) {
    Hook hook = rooms.answering(rooms.room(), Rooms.FAILED);
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      String text = rooms.text();
      texts.add(text);
      rooms.posted(hook.room(), text);
    }
    hook.calls().expectCall("a first attempt");
    int failed = hook.calls().count();
    hook.calls().answerFromNowOn(Rooms.OK);
    Deadline deadline = Deadline.in(Duration.ofSeconds(11).plus(rooms.patience().forAnswer()));
    int seen = failed;
    Set<String> missing = new HashSet<>(texts);
    while (!missing.isEmpty() && !deadline.passed()) {
      hook.calls().reach(seen + 1);
      List<Call> all = hook.calls().all();
      all.subList(failed, all.size())
          .forEach(call -> missing.remove(Rooms.delivered(call).expectText("text")));
      seen = all.size();
    }
    if (!missing.isEmpty()) {
      rooms.timedOut();
      throw VerdictException.violates("each event delivered after the outage", "not " + missing);
    }
  }

  @Must(
      id = "push.success.not-again",
      claim = "what was taken is not sent again",
      proves = {DELIVERY, IDEMPOTENCY},
      timing = true,
      cases = Success.class)
  void successIsNotTriedAgain(Rooms rooms, Success success) {
    Hook hook = rooms.answering(rooms.room(), Answer.json(success.status, "{}"));
    rooms.posted(hook.room(), rooms.text());
    hook.calls().expectCall("a delivery");
    hook.calls()
        .expectAtMost(
            1, "one delivery when it was answered with " + success.status, Duration.ofMillis(1100));
  }

  /// What says that it was taken.
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
    Hook hook = rooms.answering(rooms.room(), Answer.json(410, "{}"));
    rooms.posted(hook.room(), rooms.text());
    hook.calls().expectCall("a delivery");
    if (more == More.EVENT) {
      hook.calls().reach(2);
      rooms.posted(hook.room(), rooms.text());
    }
    hook.calls().expectAtMost(1, "nothing more after 410", Duration.ofMillis(1100));
  }

  /// What would come.
  enum More implements Case {
    EVENT,
    RETRY
  }
}
