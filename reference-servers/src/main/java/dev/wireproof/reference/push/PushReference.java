package dev.wireproof.reference.push;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceProvider;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the push server into the catalogue.
public final class PushReference implements ReferenceProvider {

  @Override
  public Reference reference() {
    return new Reference(
        "push", List.of(PushFault.values()), Set.of(), Map.of(), PushReference::start);
  }

  private static PushServer start(Environment environment, Set<Fault> faults) throws IOException {
    return PushServer.start(environment, Fault.of(PushFault.class, faults));
  }
}
