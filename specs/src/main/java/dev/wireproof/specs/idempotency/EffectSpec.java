package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Must;

/// What a payment does: a call of the upstream, and an entry in the ledger.
class EffectSpec {

  @Must(
      id = "idempotency.effect.charge",
      claim = "the upstream is asked to charge what the client asked for",
      proves = FIDELITY)
  void upstreamIsAskedForTheSame(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    payments.requirePaid(order);
    Call call = charges.expectCall("POST /charges at the upstream");
    Json.expectParsed("the body of POST /charges", call.body())
        .expect(json("amount").is(order.amount()), json("to").is(order.to()));
  }

  @Must(
      id = "idempotency.effect.key-passed-on",
      claim = "the upstream is called under the client's key",
      proves = {IDEMPOTENCY, DELIVERY})
  void keyIsPassedOn(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    payments.requirePaid(order);
    Call call = charges.expectCall("POST /charges at the upstream");
    expectThat(
        keyOf(call),
        equalTo(order.bareKey()).as("the client's key, " + order.key() + ", at the upstream"));
  }

  /// The key of a call, without quotation marks.
  static String keyOf(Call call) {
    return call.field("Idempotency-Key").orElse("no Idempotency-Key").replace("\"", "");
  }

  @Must(
      id = "idempotency.ledger.shows",
      claim = "a payment that was answered is in the ledger",
      proves = DELIVERY,
      rounds = 2)
  void paymentIsInTheLedger(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    payments.requirePaid(order);
    payments.expectInLedger(order);
  }
}
