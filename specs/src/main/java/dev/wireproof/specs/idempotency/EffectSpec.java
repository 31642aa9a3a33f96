package dev.wireproof.specs.idempotency;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;

/// What a payment does: a call of the upstream, and an entry in the ledger.
class EffectSpec {

  @Must(
      id = "idempotency.effect.charge",
      claim = "the upstream is asked to charge what the client asked for",
      proves = FIDELITY)
  void upstreamIsAskedForTheSame(Payments payments) {
    Order order = payments.fresh();
    Calls calls = payments.charging(order);
    payments.paid(order);
    Json asked =
        Json.parse("the body of POST /charges", calls.first("a call of POST /charges").body());
    if (asked.number("amount") != order.amount() || !asked.text("to").equals(order.to())) {
      throw VerdictException.violates("a charge of " + order.json(), asked.toString());
    }
  }

  @Must(
      id = "idempotency.effect.key-passed-on",
      claim = "the upstream is called under the client's key",
      proves = {IDEMPOTENCY, DELIVERY})
  void keyIsPassedOn(Payments payments) {
    Order order = payments.fresh();
    Calls calls = payments.charging(order);
    payments.paid(order);
    String key = keyOf(calls.first("a call of POST /charges"));
    if (!key.equals(order.bareKey())) {
      throw VerdictException.violates(
          "the client's key, " + order.key() + ", at the upstream", key);
    }
  }

  /// The key of a call, without quotation marks.
  static String keyOf(Call call) {
    return call.field("Idempotency-Key").orElse("no Idempotency-Key").replace("\"", "");
  }

  @Must(
      id = "idempotency.ledger.shows",
      claim = "a payment that was answered is in the ledger",
      proves = DELIVERY)
  void paymentIsInTheLedger(Payments payments) {
    for (int i = 1; i <= 2; i++) {
      Order order = payments.fresh();
      payments.charging(order);
      payments.paid(order);
      payments.isInLedger(order, "the payment in the ledger");
    }
  }
}
