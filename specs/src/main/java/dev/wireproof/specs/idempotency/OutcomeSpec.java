package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.function.BiConsumer;

/// What the key remembers when the upstream does not charge.
class OutcomeSpec {

  private static final Answer DECLINED = Answer.json(402, "{\"title\":\"declined\"}");
  private static final Answer UNAVAILABLE = Answer.json(503, "{\"title\":\"not now\"}");

  @Must(
      id = "idempotency.declined.answer",
      claim = "a payment that the upstream declines is answered with 402",
      proves = ERROR_HANDLING)
  void declinedPaymentIs402(Payments payments) {
    Order order = payments.newOrder();
    payments.answerCharges(order, DECLINED);
    payments.postPayment(order).expect(status(402));
  }

  @Must(
      id = "idempotency.declined.replay",
      claim = "the repeat of a declined payment is declined from memory",
      proves = IDEMPOTENCY)
  void declinedIsRemembered(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.answerCharges(order, DECLINED);
    payments.postPayment(order).require(status(402));
    payments.postPayment(order).expect(status(402));
    payments.expectOneCharge(charges, "one call for a declined payment and its repeat");
  }

  @Must(
      id = "idempotency.declined.not-in-ledger",
      claim = "a declined payment is not in the ledger",
      proves = ERROR_HANDLING)
  void declinedIsNotInTheLedger(Payments payments) {
    Order order = payments.newOrder();
    payments.answerCharges(order, DECLINED);
    payments.postPayment(order).require(status(402));
    payments.expectInLedgerAtMost(0, order);
  }

  @Must(
      id = "idempotency.failure.answer",
      claim = "when the upstream fails, nobody knows what happened: 502",
      proves = ERROR_HANDLING,
      cases = Failure.class)
  void upstreamFailureIs502(Payments payments, Failure failure) {
    Order control = payments.newOrder();
    payments.acceptCharges(control);
    payments.requirePaid(control);
    Order order = payments.newOrder();
    failure.failing.accept(payments, order);
    payments.postPayment(order).expect(status(502));
  }

  /// How an upstream fails.
  enum Failure implements Case {
    ERROR((payments, order) -> payments.answerCharges(order, Answer.json(500, "{}"))),
    UNAVAILABLE((payments, order) -> payments.answerCharges(order, OutcomeSpec.UNAVAILABLE)),
    /// A success, but not the one that means paid.
    OK((payments, order) -> payments.answerCharges(order, order.answered(200))),
    /// It will perhaps be paid.
    ACCEPTED((payments, order) -> payments.answerCharges(order, order.answered(202))),
    CUT(Payments::cutCharges);

    private final BiConsumer<Payments, Order> failing;

    Failure(BiConsumer<Payments, Order> failing) {
      this.failing = failing;
    }
  }

  @Must(
      id = "idempotency.failure.retry",
      claim = "after a failure of the upstream the next try under the key begins anew",
      proves = {IDEMPOTENCY, ERROR_HANDLING})
  void failureLeavesTheKeyOpen(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.answerCharges(order, UNAVAILABLE);
    payments.postPayment(order).require(status(502));
    charges.answerFromNowOn(order.charged());
    payments.postUntilSettled(order, charges).expect(status(201));
  }
}
