package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.DeclaredLimits;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// How long a key is remembered.
class MemorySpec {

  private static final int BATCHES = 4;
  private static final int BATCH = 32;
  private static final Duration SHORT = Duration.ofSeconds(5);

  @Must(
      id = "idempotency.memory.many-keys",
      claim = "a key is remembered, however many come after it",
      proves = {IDEMPOTENCY, ROBUSTNESS},
      alone = true)
  void manyKeysDoNotPushOneOut(Payments payments) {
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    Reply first = payments.requirePaid(order);
    for (int batch = 0; batch < BATCHES; batch++) {
      int from = batch * BATCH;
      List<Order> others = IntStream.range(from, from + BATCH).mapToObj(order::sibling).toList();
      payments.postAtOnce(others).forEach(reply -> reply.require(status(201)));
    }
    Reply repeat =
        payments.expectMade(
            payments.postPayment(order), "the first answer after many other payments");
    payments.expectSamePayment(first, repeat, "the payment from before many others");
    int expected = 1 + BATCHES * BATCH;
    charges.expectAtMost(expected, "one call for each of %d payments".formatted(expected));
  }

  @Must(
      id = "idempotency.memory.ttl",
      claim = "a key is remembered as long as promised",
      proves = IDEMPOTENCY)
  void keyIsRememberedAsLongAsPromised(Payments payments, DeclaredLimits promises) {
    Duration promised = requireShort(promises.timeout("idempotency-ttl"));
    Order order = payments.newOrder();
    Calls charges = payments.acceptCharges(order);
    payments.requirePaid(order);
    charges.expectAtMost(1, "one call", promised.dividedBy(2));
    payments.postPayment(order).require(status(200, 201));
    payments.expectOneCharge(charges, "one call while the key is remembered");
  }

  private static Duration requireShort(Duration promised) {
    if (promised.compareTo(SHORT) > 0) {
      throw VerdictException.notApplicable(
          "idempotency-ttl is %d s; up to 5 s are waited for".formatted(promised.toSeconds()));
    }
    return promised;
  }
}
