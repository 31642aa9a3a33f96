package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Expectation.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;
import java.util.stream.Stream;

/// The same payment several times at once, and while the first is in progress.
class RaceSpec {

  private static final int ROUNDS = 6;
  private static final int AT_ONCE = 20;

  @Must(
      id = "idempotency.race.one-call",
      claim = "twenty at once are one call of the upstream",
      proves = {IDEMPOTENCY, CONCURRENCY})
  void twentyAtOnceAreOneCall(Payments payments) {
    for (int round = 1; round <= ROUNDS; round++) {
      Order order = payments.fresh();
      Calls calls = payments.charging(order);
      payments.together(order, AT_ONCE);
      payments.pay(order);
      if (calls.count() > 1) {
        throw VerdictException.violates(
            "one call for %d requests at once and one more, all with one key".formatted(AT_ONCE),
            "%d calls in round %d".formatted(calls.count(), round));
      }
      calls.first("a call of the upstream");
    }
  }

  @Must(
      id = "idempotency.race.answers",
      claim = "a repeat of what is in progress waits for the same answer, or is told to come back",
      proves = {IDEMPOTENCY, CONCURRENCY})
  void repeatsOfWhatIsInProgressAreAnsweredAlike(Payments payments) {
    Order order = payments.fresh();
    Calls calls = payments.holding(order);
    Pending first = payments.begin(order);
    Call call = calls.needed("the payment's charge");
    List<Pending> repeats = Stream.generate(() -> payments.begin(order)).limit(5).toList();
    payments.onceCalled(calls, "one call while the first is in progress");
    call.answer(order.charged());
    Reply answer = first.reply().needed(status(201));
    for (Pending repeat : repeats) {
      Reply reply = repeat.reply().expect(status(201, 409));
      if (reply.status() == 201 && !reply.json().isSame(answer.json())) {
        throw VerdictException.violates(
            "409, or the first answer, " + answer.json(), reply.toString());
      }
    }
  }

  @Must(
      id = "idempotency.race.retry-after",
      claim = "409 says when to try again",
      proves = {IDEMPOTENCY, LIVENESS})
  void conflictSaysWhenToTryAgain(Payments payments) {
    Order order = payments.fresh();
    Calls calls = payments.holding(order);
    payments.begin(order);
    calls.needed("the payment's charge");
    Reply repeat = payments.begin(order).reply(payments.patience().forAnswer());
    if (repeat.status() != 409) {
      throw VerdictException.notApplicable(
          "repeats wait for the first here, and are not sent away");
    }
    String after = repeat.required("Retry-After");
    long most =
        payments.api().target().durationLimit("retry-after").map(d -> d.toSeconds()).orElse(3600L);
    boolean date = after.matches("[A-Z][a-z]{2}, .* GMT");
    if (!date && !(after.matches("\\d{1,9}") && Long.parseLong(after) <= most)) {
      throw VerdictException.violates("seconds, at most " + most + ", in Retry-After", after);
    }
  }

  @Must(
      id = "idempotency.race.other-payment",
      claim = "another payment under the key of one in progress has no effect",
      proves = {IDEMPOTENCY, CONCURRENCY})
  void anotherPaymentWhileTheFirstIsInProgress(Payments payments) {
    Order order = payments.fresh();
    Calls calls = payments.holding(order);
    Pending first = payments.begin(order);
    Call call = calls.needed("the payment's charge");
    Pending other = payments.begin(order.withAmount(9900));
    payments.onceCalled(calls, "no call for another payment under the same key");
    call.answer(order.charged());
    first.reply().needed(status(201));
    other.reply().expect(refusal(422, 409));
  }

  @Must(
      id = "idempotency.race.other-key-goes-on",
      claim = "a payment does not wait for one under another key",
      proves = {CONCURRENCY, LIVENESS})
  void anotherKeyIsNotDelayed(Payments payments) {
    Order held = payments.fresh();
    Order free = held.withKey(payments.fresh().key());
    Calls calls = payments.holding(held);
    payments.begin(held);
    calls.needed("the first payment's charge");
    Pending second = payments.begin(free);
    calls
        .await(2, "a call for the second payment while the first is held")
        .getLast()
        .answer(free.charged());
    second.reply().expect(status(201));
  }
}
