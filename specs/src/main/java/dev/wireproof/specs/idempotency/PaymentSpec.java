package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Expectation.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.verdict.VerdictException;

/// A payment is made, and can be looked at.
class PaymentSpec {

  @Must(
      id = "idempotency.payment.created",
      claim = "a payment is answered with 201 and what was paid",
      proves = IDEMPOTENCY,
      base = true)
  void paymentIsCreated(Payments payments) {
    Order order = payments.fresh();
    payments.charging(order);
    Json paid = payments.pay(order).expect(status(201)).json();
    boolean right =
        !paid.text("id").isEmpty()
            && paid.number("amount") == order.amount()
            && paid.text("to").equals(order.to())
            && paid.text("charge").equals("c-" + order.to());
    if (!right) {
      throw VerdictException.violates("the payment, with the upstream's charge", paid.toString());
    }
  }

  @Must(
      id = "idempotency.payment.location",
      claim = "Location leads to the payment",
      proves = FIDELITY)
  void locationLeadsToThePayment(Payments payments) {
    Order order = payments.fresh();
    payments.charging(order);
    Reply made = payments.paid(order);
    String expected = "the payment at its Location";
    Reply found = payments.api().get(path(made.required("Location"))).expect(status(200));
    if (!found.json().text("id").equals(made.json().text("id"))) {
      throw VerdictException.violates(expected, found.toString());
    }
  }

  /// The path of a Location that is absolute or relative to the collection.
  static String path(String location) {
    String path = location.replaceFirst("^https?://[^/]*", "");
    return path.startsWith("/") ? path : "/payments/" + path;
  }

  @Must(
      id = "idempotency.payment.unknown",
      claim = "a payment that was never made is 404",
      proves = ERROR_HANDLING,
      safety = Safety.POLITE)
  void unknownPaymentIs404(Payments payments) {
    payments.api().get("/payments/" + payments.api().fresh("none")).expect(status(404, 410));
  }
}
