package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Expectation.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;

/// What a SIGKILL and a restart leave of payments and keys.
class CrashSpec {

  private static final String UP_AGAIN = "the server up again";

  @Must(
      id = "idempotency.crash.answered",
      claim = "a payment that was answered outlives a crash, with its key",
      proves = {IDEMPOTENCY, RESUMPTION},
      safety = LAB)
  void answeredPaymentOutlivesACrash(Payments payments, ServerControl server) {
    Order order = payments.fresh();
    Calls calls = payments.charging(order);
    Reply first = payments.paid(order);
    server.kill();
    server.start(UP_AGAIN);
    Reply repeat = payments.created(payments.pay(order), "the first answer after a crash");
    payments.same(first, repeat, "the payment from before the crash");
    payments.onceCalled(calls, "no second call after a crash");
  }

  @Must(
      id = "idempotency.crash.repeat",
      claim = "what was in progress at a crash is made by its repeat, under the same key",
      proves = {IDEMPOTENCY, DELIVERY},
      safety = LAB,
      cases = Moment.class)
  void repeatHealsWhatWasInProgress(Payments payments, ServerControl server, Moment moment) {
    Order order = payments.fresh();
    Calls calls = crashed(payments, server, order, moment);
    payments.settled(order, calls).expect(status(200, 201));
    long charges = calls.all().stream().map(EffectSpec::keyOf).distinct().count();
    if (charges > 1) {
      throw VerdictException.violates(
          "all calls of a payment under one key", charges + " keys: " + charges + " charges");
    }
  }

  @Must(
      id = "idempotency.crash.ledger-once",
      claim = "a payment that a crash interrupted is in the ledger once, when it was repeated",
      proves = {IDEMPOTENCY, DELIVERY},
      safety = LAB,
      cases = Moment.class)
  void ledgerShowsItOnce(Payments payments, ServerControl server, Moment moment) {
    Order order = payments.fresh();
    Calls calls = crashed(payments, server, order, moment);
    payments.settled(order, calls).needed(status(201));
    payments.onceInLedger(order);
  }

  /// Kills the server in the middle of a payment and starts it again.
  private static Calls crashed(
      Payments payments, ServerControl server, Order order, Moment moment) {
    Calls calls = payments.holding(order);
    payments.begin(order);
    Call call = calls.needed("the payment's charge");
    if (moment == Moment.AFTER_THE_EFFECT) {
      call.answer(order.charged());
    }
    server.kill();
    calls.answerFromNowOn(order.charged());
    server.start(UP_AGAIN);
    return calls;
  }

  /// When the server is killed.
  enum Moment implements Case {
    /// While it waits for the upstream.
    BEFORE_THE_EFFECT,
    /// As soon as the upstream has answered; perhaps before that is written down.
    AFTER_THE_EFFECT
  }

  @Must(
      id = "idempotency.restart.knows-key",
      claim = "a key is known after a restart",
      proves = {IDEMPOTENCY, RESUMPTION},
      safety = LAB)
  void keyOutlivesARestart(Payments payments, ServerControl server) {
    Order order = payments.fresh();
    Calls calls = payments.charging(order);
    Reply first = payments.paid(order);
    server.restart(UP_AGAIN);
    Reply repeat = payments.created(payments.pay(order), "the first answer after a restart");
    payments.same(first, repeat, "the payment from before the restart");
    payments.onceCalled(calls, "no second call after a restart");
  }

  @Must(
      id = "idempotency.restart.ledger",
      claim = "the ledger outlives a restart",
      proves = RESUMPTION,
      safety = LAB)
  void ledgerOutlivesARestart(Payments payments, ServerControl server) {
    Order order = payments.fresh();
    payments.charging(order);
    payments.paid(order);
    if (payments.inLedger(order) == 0) {
      throw VerdictException.inconclusive(
          "the ledger does not show the payment before the restart");
    }
    server.restart(UP_AGAIN);
    payments.isInLedger(order, "the payment in the ledger after a restart");
  }
}
