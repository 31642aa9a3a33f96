package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;

/// A payment is made, and can be looked at.
class PaymentSpec {

  @Must(
      id = "idempotency.payment.created",
      claim = "a payment is answered with 201 and what was paid",
      proves = IDEMPOTENCY,
      base = true)
  void paymentIsCreated(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    payments
        .postPayment(order)
        .expect(status(201))
        .expectJson(
            json("id").isText(),
            json("amount").is(order.amount()),
            json("to").is(order.to()),
            json("charge").is("c-" + order.to()));
  }

  @Must(
      id = "idempotency.payment.location",
      claim = "Location leads to the payment",
      proves = FIDELITY)
  void locationLeadsToThePayment(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    Reply made = payments.requirePaid(order);
    String location = made.expectField("Location");
    payments
        .get(path(location))
        .expect(status(200))
        .expectJson(json("id").is(made.json().text("id")));
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
    payments.get(payments.unknownPath()).expect(status(404, 410));
  }
}
