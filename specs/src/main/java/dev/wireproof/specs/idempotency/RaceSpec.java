package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Responses.field;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.clients.pattern.Replies.body;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.verdict.Expectations.matching;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Seen;
import java.util.List;
import java.util.stream.Stream;

/// The same payment several times at once, and while the first is in progress.
class RaceSpec {

  @Must(
      id = "idempotency.race.one-call",
      claim = "twenty at once are one call of the upstream",
      proves = {IDEMPOTENCY, CONCURRENCY},
      rounds = 6)
  void twentyAtOnceAreOneCall(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    payments.postAtOnce(order, 20);
    payments.postPayment(order);
    charges.expectExactly(
        1, "one POST /charges for 20 POST /payments at once and one more, all with one key");
  }

  @Must(
      id = "idempotency.race.answers",
      claim = "a repeat of what is in progress waits for the same answer, or is told to come back",
      proves = {IDEMPOTENCY, CONCURRENCY})
  void repeatsOfWhatIsInProgressAreAnsweredAlike(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.holdCharges(order);
    Pending first = payments.beginPost(order);
    Call call = charges.requireCall("the payment's charge");
    List<Pending> repeats = Stream.generate(() -> payments.beginPost(order)).limit(5).toList();
    payments.expectOneCharge(charges, "one call while the first is in progress");
    call.answer(order.charged());
    Reply answer = first.reply().require(status(201));
    for (Pending repeat : repeats) {
      repeat.reply().expect(status(409).or(sameAs(answer)));
    }
  }

  private static Expectation<Seen> sameAs(Reply first) {
    Json json = first.json();
    return status(201).and(body("the JSON of the first response, " + json, json().is(json)));
  }

  @Must(
      id = "idempotency.race.retry-after",
      claim = "409 says when to try again",
      proves = {IDEMPOTENCY, LIVENESS})
  void conflictSaysWhenToTryAgain(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.holdCharges(order);
    payments.beginPost(order);
    charges.requireCall("the payment's charge");
    payments
        .requireConflict(order)
        .expect(field("Retry-After", date().or(seconds(payments.mostSecondsToWait()))));
  }

  private static Expectation<String> date() {
    return matching("a date", "[A-Z][a-z]{2}, .* GMT");
  }

  private static Expectation<String> seconds(long most) {
    return Expectation.of(
        "seconds, at most " + most,
        value -> value.matches("\\d{1,9}") && Long.parseLong(value) <= most);
  }

  @Must(
      id = "idempotency.race.other-payment",
      claim = "another payment under the key of one in progress has no effect",
      proves = {IDEMPOTENCY, CONCURRENCY})
  void anotherPaymentWhileTheFirstIsInProgress(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.holdCharges(order);
    Pending first = payments.beginPost(order);
    Call call = charges.requireCall("the payment's charge");
    Pending other = payments.beginPost(order.withAmount(9900));
    payments.expectOneCharge(charges, "no call for another payment under the same key");
    call.answer(order.charged());
    first.reply().require(status(201));
    other.reply().expect(refusal(422, 409));
  }

  @Must(
      id = "idempotency.race.other-key-goes-on",
      claim = "a payment does not wait for one under another key",
      proves = {CONCURRENCY, LIVENESS})
  void anotherKeyIsNotDelayed(Payments payments) {
    Order held = payments.newOrder();
    Order free = held.withKey(payments.newOrder().key());
    Calls charges = payments.holdCharges(held);
    payments.beginPost(held);
    charges.requireCall("the first payment's charge");
    Pending second = payments.beginPost(free);
    charges
        .expectCalls(2, "a call for the second payment while the first is held")
        .getLast()
        .answer(free.charged());
    second.reply().expect(status(201));
  }
}
