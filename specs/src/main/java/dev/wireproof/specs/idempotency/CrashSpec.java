package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Safety.LAB;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.atMost;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;

/// What a SIGKILL and a restart leave of payments and keys.
class CrashSpec {

  private static final String UP_AGAIN = "the server up again";

  @Must(
      id = "idempotency.crash.answered",
      claim = "a payment that was answered outlives a crash, with its key",
      proves = {IDEMPOTENCY, RESUMPTION},
      safety = LAB)
  void answeredPaymentOutlivesACrash(Payments payments, ServerControl server) {
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    Reply first = payments.requirePaid(order);
    server.kill();
    server.expectStart(UP_AGAIN);
    Reply repeat =
        payments.expectMade(payments.postPayment(order), "the first answer after a crash");
    payments.expectSamePayment(first, repeat, "the payment from before the crash");
    payments.expectOneCharge(charges, "no second call after a crash");
  }

  @Must(
      id = "idempotency.crash.repeat",
      claim = "what was in progress at a crash is made by its repeat, under the same key",
      proves = {IDEMPOTENCY, DELIVERY},
      safety = LAB,
      cases = Moment.class)
  void repeatHealsWhatWasInProgress(Payments payments, ServerControl server, Moment moment) {
    Order order = payments.newOrder();
    Calls charges = crash(payments, server, order, moment);
    server.expectStart(UP_AGAIN);
    payments.postUntilSettled(order, charges).expect(status(200, 201));
    long keys = charges.all().stream().map(EffectSpec::keyOf).distinct().count();
    expectThat(
        keys,
        atMost(1)
            .as("all POST /charges of a payment under one Idempotency-Key")
            .showing(n -> n + " keys: the payment is charged " + n + " times"));
  }

  @Must(
      id = "idempotency.crash.ledger-once",
      claim = "a payment that a crash interrupted is in the ledger once, when it was repeated",
      proves = {IDEMPOTENCY, DELIVERY},
      safety = LAB,
      cases = Moment.class)
  void ledgerShowsItOnce(Payments payments, ServerControl server, Moment moment) {
    Order order = payments.newOrder();
    Calls charges = crash(payments, server, order, moment);
    server.expectStart(UP_AGAIN);
    payments.postUntilSettled(order, charges).require(status(201));
    payments.expectOnceInLedger(order);
  }

  /// Kills the server in the middle of a payment; the upstream answers whatever it is asked when it
  /// is up again.
  private static Calls crash(Payments payments, ServerControl server, Order order, Moment moment) {
    Calls charges = payments.holdCharges(order);
    payments.beginPost(order);
    Call call = charges.requireCall("the payment's charge");
    if (moment == Moment.AFTER_THE_EFFECT) {
      call.answer(order.charged());
    }
    server.kill();
    charges.answerFromNowOn(order.charged());
    return charges;
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
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    Reply first = payments.requirePaid(order);
    server.expectRestart(UP_AGAIN);
    Reply repeat =
        payments.expectMade(payments.postPayment(order), "the first answer after a restart");
    payments.expectSamePayment(first, repeat, "the payment from before the restart");
    payments.expectOneCharge(charges, "no second call after a restart");
  }

  @Must(
      id = "idempotency.restart.ledger",
      claim = "the ledger outlives a restart",
      proves = RESUMPTION,
      safety = LAB)
  void ledgerOutlivesARestart(Payments payments, ServerControl server) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    payments.requirePaid(order);
    payments.requireInLedger(order);
    server.expectRestart(UP_AGAIN);
    payments.expectInLedger(order);
  }
}
