package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;

/// Payments that cannot be made as they are.
class InputSpec {

  @Must(
      id = "idempotency.input.refused",
      claim = "a payment that makes no sense is refused, and nothing happens",
      proves = ERROR_HANDLING,
      cases = BadPayment.class)
  void senselessPaymentIsRefused(Payments payments, BadPayment bad) {
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    payments.requirePaid(order);
    payments
        .postPayment(payments.newOrder().key(), bad.json.formatted(order.to()))
        .expect(refusal(422));
    payments.expectOneCharge(charges, "no call for a payment that is refused");
  }

  /// Bodies that are JSON and no payment; `%s` is the payee.
  enum BadPayment implements Case {
    NO_AMOUNT("{\"to\":\"%s\"}"),
    AMOUNT_OF_ZERO("{\"amount\":0,\"to\":\"%s\"}"),
    NEGATIVE_AMOUNT("{\"amount\":-5,\"to\":\"%s\"}"),
    AMOUNT_IN_WORDS("{\"amount\":\"ten\",\"to\":\"%s\"}"),
    AMOUNT_IS_TRUE("{\"amount\":true,\"to\":\"%s\"}"),
    HALF_A_CENT("{\"amount\":12.5,\"to\":\"%s\"}"),
    AMOUNT_ABOVE_THE_MOST("{\"amount\":1000000001,\"to\":\"%s\"}"),
    NO_PAYEE("{\"amount\":10}"),
    EMPTY_PAYEE("{\"amount\":10,\"to\":\"\"}"),
    LONG_PAYEE("{\"amount\":10,\"to\":\"%s" + "x".repeat(64) + "\"}");

    private final String json;

    BadPayment(String json) {
      this.json = json;
    }
  }

  @Must(
      id = "idempotency.input.no-json",
      claim = "a body that is no JSON is refused",
      proves = ERROR_HANDLING)
  void noJsonIsRefused(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    payments.requirePaid(order);
    payments.postPayment(payments.newOrder().key(), "{\"amount\":").expect(refusal(400));
  }

  @Must(
      id = "idempotency.input.burns-nothing",
      claim = "a refused payment leaves its key unused",
      proves = {IDEMPOTENCY, ERROR_HANDLING})
  void refusalBurnsNothing(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    payments.postPayment(order.withAmount(0)).require(refusal(422));
    payments.postPayment(order).expect(status(201));
  }

  @Must(
      id = "idempotency.input.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Payments payments) {
    payments
        .postPayment(payments.newOrder().withAmount(0))
        .require(refusal(422))
        .expect(Replies.problem(422, 400));
  }
}
