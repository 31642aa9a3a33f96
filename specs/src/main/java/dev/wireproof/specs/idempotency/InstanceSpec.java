package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;

/// Two instances behind one name: the repeat goes where the balancer sends it.
class InstanceSpec {

  @Must(
      id = "idempotency.instance.knows-key",
      claim = "a second instance knows the key at once",
      proves = {IDEMPOTENCY, STATEFULNESS},
      safety = LAB)
  void secondInstanceKnowsTheKey(Payments payments, ServerControl server) {
    Payments atB = payments.at(server.instance("b"));
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    Reply first = payments.requirePaid(order);
    Reply repeat =
        payments.expectMade(atB.postPayment(order), "the first answer from the second instance");
    payments.expectSamePayment(first, repeat, "the payment that the first instance made");
    payments.expectOneCharge(charges, "no call for a repeat at the second instance");
  }

  @Must(
      id = "idempotency.instance.race",
      claim = "two instances share the rule of one call per key",
      proves = {IDEMPOTENCY, CONCURRENCY},
      safety = LAB)
  void repeatAtTheSecondInstanceIsNoSecondCall(Payments payments, ServerControl server) {
    Payments atB = payments.at(server.instance("b"));
    Order order = payments.newOrder();
    Calls charges = payments.holdCharges(order);
    Pending first = payments.beginPost(order);
    Call call = charges.requireCall("the payment's charge");
    Pending second = atB.beginPost(order);
    payments.expectOneCharge(charges, "one call, whichever instance the repeat reaches");
    call.answer(order.charged());
    first.reply().require(status(201));
    second.reply().expect(status(201, 409));
  }

  @Must(
      id = "idempotency.instance.ledger",
      claim = "a second instance shows the same ledger",
      proves = STATEFULNESS,
      safety = LAB)
  void secondInstanceShowsTheLedger(Payments payments, ServerControl server) {
    Payments atB = payments.at(server.instance("b"));
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    payments.requirePaid(order);
    atB.expectInLedger(order);
  }
}
