package dev.wireproof.specs.idempotency;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.function.Consumer;

/// The answer that never arrives: the reason why anybody needs idempotency.
class LostSpec {

  @Must(
      id = "idempotency.lost.repeat",
      claim = "a payment whose client has left is made, and its repeat gets the answer",
      proves = {IDEMPOTENCY, DELIVERY},
      cases = Leaving.class)
  void repeatGetsTheLostAnswer(Payments payments, Leaving leaving) {
    Order order = payments.newOrder();
    Calls charges = payments.holdCharges(order);
    Pending lost = payments.beginPost(order);
    Call call = charges.requireCall("the payment's charge");
    leaving.how.accept(lost);
    charges.reach(2);
    charges.answerFromNowOn(order.charged());
    call.answer(order.charged());
    payments.expectOneCharge(charges, "one call, though the client has left");
    Reply repeat = payments.postUntilSettled(order, charges);
    payments.expectMade(repeat, "the answer that was lost, to a repeat");
    payments.expectOneCharge(charges, "one call for a lost answer and its repeat");
  }

  /// How a client leaves.
  enum Leaving implements Case {
    CLOSES(Pending::leave),
    RESETS(Pending::reset);

    private final Consumer<Pending> how;

    Leaving(Consumer<Pending> how) {
      this.how = how;
    }
  }
}
