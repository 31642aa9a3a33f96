package dev.wireproof.reference.idempotency;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceProvider;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the payment server into the catalogue.
public final class IdempotencyReference implements ReferenceProvider {

  @Override
  public Reference reference() {
    return new Reference(
        "idempotency",
        List.of(IdempotencyFault.values()),
        Set.of(),
        Map.of("idempotency-ttl", "4s", "retry-after", "1s"),
        IdempotencyReference::start);
  }

  private static PaymentServer start(Environment environment, Set<Fault> faults)
      throws IOException {
    return PaymentServer.start(environment, Fault.of(IdempotencyFault.class, faults));
  }
}
