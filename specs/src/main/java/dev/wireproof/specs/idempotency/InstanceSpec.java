package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Expectation.status;
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
    Payments atB = payments.on(server.instance("b"));
    Order order = payments.fresh();
    Calls calls = payments.charging(order);
    Reply first = payments.paid(order);
    Reply repeat = payments.created(atB.pay(order), "the first answer from the second instance");
    payments.same(first, repeat, "the payment that the first instance made");
    payments.onceCalled(calls, "no call for a repeat at the second instance");
  }

  @Must(
      id = "idempotency.instance.race",
      claim = "two instances share the rule of one call per key",
      proves = {IDEMPOTENCY, CONCURRENCY},
      safety = LAB)
  void repeatAtTheSecondInstanceIsNoSecondCall(Payments payments, ServerControl server) {
    Payments atB = payments.on(server.instance("b"));
    Order order = payments.fresh();
    Calls calls = payments.holding(order);
    Pending first = payments.begin(order);
    Call call = calls.needed("the payment's charge");
    Pending second = atB.begin(order);
    payments.onceCalled(calls, "one call, whichever instance the repeat reaches");
    call.answer(order.charged());
    first.reply().needed(status(201));
    second.reply().expect(status(201, 409));
  }

  @Must(
      id = "idempotency.instance.ledger",
      claim = "a second instance shows the same ledger",
      proves = STATEFULNESS,
      safety = LAB)
  void secondInstanceShowsTheLedger(Payments payments, ServerControl server) {
    Payments atB = payments.on(server.instance("b"));
    Order order = payments.fresh();
    payments.charging(order);
    payments.paid(order);
    atB.isInLedger(order, "the payment in the ledger of the second instance");
  }
}
