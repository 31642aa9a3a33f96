package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Expectation.status;
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
    Order order = payments.fresh();
    Calls calls = payments.charging(order);
    Reply first = payments.paid(order);
    for (int batch = 0; batch < BATCHES; batch++) {
      int from = batch * BATCH;
      List<Order> others = IntStream.range(from, from + BATCH).mapToObj(order::sibling).toList();
      payments.together(others).forEach(reply -> reply.needed(status(201)));
    }
    Reply repeat =
        payments.created(payments.pay(order), "the first answer after many other payments");
    payments.same(first, repeat, "the payment from before many others");
    int expected = 1 + BATCHES * BATCH;
    calls.staysAt(expected, "one call for each of %d payments".formatted(expected));
  }

  @Must(
      id = "idempotency.memory.ttl",
      claim = "a key is remembered as long as promised",
      proves = IDEMPOTENCY)
  void keyIsRememberedAsLongAsPromised(Payments payments, DeclaredLimits promises) {
    Duration promised = promises.timeout("idempotency-ttl");
    if (promised.compareTo(SHORT) > 0) {
      throw VerdictException.notApplicable(
          "idempotency-ttl is %d s; up to 5 s are waited for".formatted(promised.toSeconds()));
    }
    Order order = payments.fresh();
    Calls calls = payments.charging(order);
    payments.paid(order);
    calls.staysAt(1, "one call", promised.dividedBy(2));
    payments.pay(order).needed(status(200, 201));
    payments.onceCalled(calls, "one call while the key is remembered");
  }
}
