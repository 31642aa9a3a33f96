package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Responses.field;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.verdict.Expectations.equalTo;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Must;

/// The same request again, when the first was answered.
class ReplaySpec {

  @Must(
      id = "idempotency.replay.status",
      claim = "the repeat is answered with the status of the first",
      proves = IDEMPOTENCY)
  void repeatHasTheSameStatus(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    payments.requirePaid(order);
    payments.postPayment(order).expect(status(201));
  }

  @Must(
      id = "idempotency.replay.body",
      claim = "the repeat is answered with the payment of the first",
      proves = {IDEMPOTENCY, FIDELITY})
  void repeatHasTheSameBody(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    Reply first = payments.requirePaid(order);
    payments.postPayment(order).expectJson(json().is(first.json()));
  }

  @Must(
      id = "idempotency.replay.location",
      claim = "the repeat is answered with the Location of the first",
      proves = IDEMPOTENCY)
  void repeatHasTheSameLocation(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    String first = payments.requirePaid(order).requireField("Location");
    payments.postPayment(order).require(status(200, 201)).expect(field("Location", equalTo(first)));
  }

  @Must(
      id = "idempotency.replay.no-second-call",
      claim = "the repeat has no effect at the upstream",
      proves = {IDEMPOTENCY, DELIVERY})
  void repeatDoesNotCallTheUpstream(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    payments.requirePaid(order);
    payments.postPayment(order).require(status(200, 201));
    payments.expectOneCharge(charges, "one call of the upstream for a payment and its repeat");
  }

  @Must(
      id = "idempotency.replay.ledger-once",
      claim = "a payment that was sent three times is in the ledger once",
      proves = IDEMPOTENCY)
  void repeatIsNotInTheLedger(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    payments.requirePaid(order);
    payments.postPayment(order).require(status(200, 201));
    payments.postPayment(order).require(status(200, 201));
    payments.expectOnceInLedger(order);
  }
}
