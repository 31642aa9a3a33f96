package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.function.UnaryOperator;

/// The key: which requests are the same one, and which are not.
class KeySpec {

  @Must(
      id = "idempotency.key.other-key",
      claim = "the same payment under another key is another payment",
      proves = {IDEMPOTENCY, DELIVERY})
  void anotherKeyIsAnotherPayment(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    Reply first = payments.requirePaid(order);
    Reply second =
        payments.postPayment(order.withKey(payments.newOrder().key())).expect(status(201));
    charges.expectCalls(2, "a call of the upstream for each key");
    second.expectJson(json("id").isNot(first.json().text("id")));
  }

  @Must(
      id = "idempotency.key.other-payment",
      claim = "another payment under a known key is refused, and nothing happens",
      proves = {IDEMPOTENCY, ERROR_HANDLING},
      cases = Difference.class)
  void anotherPaymentIsRefused(Payments payments, Difference difference) {
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    payments.requirePaid(order);
    payments.postPayment(difference.change.apply(order)).expect(refusal(422));
    payments.expectOneCharge(charges, "no call for a payment that is refused");
  }

  /// What a client may have changed before it sent the payment again.
  enum Difference implements Case {
    ANOTHER_AMOUNT(order -> order.withAmount(9900)),
    ANOTHER_PAYEE(order -> order.withPayee(order.to() + "-2"));

    private final UnaryOperator<Order> change;

    Difference(UnaryOperator<Order> change) {
      this.change = change;
    }
  }

  @Must(
      id = "idempotency.key.missing",
      claim = "a payment without a key is refused, and nothing happens",
      proves = {IDEMPOTENCY, ERROR_HANDLING})
  void paymentWithoutKeyIsRefused(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    payments.requirePaid(order);
    payments.postWithoutKey(order).expect(refusal(400));
    payments.expectOneCharge(charges, "no call for a payment without a key");
  }

  @Must(
      id = "idempotency.key.invalid",
      claim = "a key that is none is refused, and nothing happens",
      proves = ERROR_HANDLING,
      cases = BadKey.class)
  void invalidKeyIsRefused(Payments payments, BadKey key) {
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    payments.requirePaid(order);
    payments.postPayment(order.withKey(key.field)).expect(refusal(400));
    payments.expectOneCharge(charges, "no call for a payment whose key is none");
  }

  /// What is no key.
  enum BadKey implements Case {
    EMPTY("\"\""),
    TOO_LONG("\"" + "k".repeat(256) + "\""),
    UNCLOSED("\"k-unclosed");

    private final String field;

    BadKey(String field) {
      this.field = field;
    }
  }

  @Must(
      id = "idempotency.key.whole",
      claim = "a key counts to its last character, the 255th",
      proves = {IDEMPOTENCY, FIDELITY})
  void keyCountsToItsLastCharacter(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    String prefix = order.bareKey() + "k".repeat(254 - order.bareKey().length());
    payments.postPayment(order.withKey(Order.quoted(prefix + "1"))).expect(status(201));
    payments
        .postPayment(order.withKey(Order.quoted(prefix + "2")).withAmount(2))
        .expect(status(201));
  }

  @Must(
      id = "idempotency.key.case-sensitive",
      claim = "keys that differ in case are two keys",
      proves = {IDEMPOTENCY, FIDELITY})
  void caseBelongsToTheKey(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    payments.postPayment(order.withKey(Order.quoted(order.bareKey() + "a"))).expect(status(201));
    payments
        .postPayment(order.withKey(Order.quoted(order.bareKey() + "A")).withAmount(2))
        .expect(status(201));
  }

  @Must(
      id = "idempotency.key.unquoted",
      claim = "a key without quotation marks is taken, and is the same key",
      proves = IDEMPOTENCY)
  void quotationMarksAreNoPartOfTheKey(Payments payments) {
    Order order = payments.newOrder();
    payments.acceptCharges(order);
    Reply first = payments.requirePaid(order);
    Reply second = payments.postPayment(order.withKey(order.bareKey())).expect(status(200, 201));
    payments.expectSamePayment(first, second, "the payment of the quoted key");
  }

  @Must(
      id = "idempotency.key.ignored-on-get",
      claim = "a key on GET changes nothing",
      rfc = "9110#9.2.2",
      proves = IDEMPOTENCY)
  void keyOnGetIsIgnored(Payments payments) {
    Order one = payments.newOrder();
    Order two = payments.newOrder();
    payments.acceptCharges(one);
    payments.acceptCharges(two);
    Reply made = payments.requirePaid(one);
    payments.requirePaid(two);
    String path = PaymentSpec.path(made.requireField("Location"));
    payments.get(path).require(status(200));
    payments.get(path, two.key()).expect(status(200)).expectJson(json("to").is(one.to()));
  }
}
