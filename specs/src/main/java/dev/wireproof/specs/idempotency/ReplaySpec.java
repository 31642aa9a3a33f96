package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Expectation.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;

/// The same request again, when the first was answered.
class ReplaySpec {

  @Must(
      id = "idempotency.replay.status",
      claim = "the repeat is answered with the status of the first",
      proves = IDEMPOTENCY)
  void repeatHasTheSameStatus(Payments payments) {
    Order order = payments.fresh();
    payments.charging(order);
    payments.paid(order);
    payments.pay(order).expect(status(201));
  }

  @Must(
      id = "idempotency.replay.body",
      claim = "the repeat is answered with the payment of the first",
      proves = {IDEMPOTENCY, FIDELITY})
  void repeatHasTheSameBody(Payments payments) {
    Order order = payments.fresh();
    payments.charging(order);
    Reply first = payments.paid(order);
    Reply second = payments.pay(order);
    if (!second.json().isSame(first.json())) {
      throw VerdictException.violates(
          "the JSON of the first answer, " + first.json(), second.toString());
    }
  }

  @Must(
      id = "idempotency.replay.location",
      claim = "the repeat is answered with the Location of the first",
      proves = IDEMPOTENCY)
  void repeatHasTheSameLocation(Payments payments) {
    Order order = payments.fresh();
    payments.charging(order);
    String first = payments.paid(order).required("Location");
    String second = payments.pay(order).needed(status(200, 201)).required("Location");
    if (!second.equals(first)) {
      throw VerdictException.violates("Location: " + first, "Location: " + second);
    }
  }

  @Must(
      id = "idempotency.replay.no-second-call",
      claim = "the repeat has no effect at the upstream",
      proves = {IDEMPOTENCY, DELIVERY})
  void repeatDoesNotCallTheUpstream(Payments payments) {
    Order order = payments.fresh();
    Calls calls = payments.charging(order);
    payments.paid(order);
    payments.pay(order).needed(status(200, 201));
    payments.onceCalled(calls, "one call of the upstream for a payment and its repeat");
  }

  @Must(
      id = "idempotency.replay.ledger-once",
      claim = "a payment that was sent three times is in the ledger once",
      proves = IDEMPOTENCY)
  void repeatIsNotInTheLedger(Payments payments) {
    Order order = payments.fresh();
    payments.charging(order);
    payments.paid(order);
    payments.pay(order).needed(status(200, 201));
    payments.pay(order).needed(status(200, 201));
    payments.onceInLedger(order);
  }
}
