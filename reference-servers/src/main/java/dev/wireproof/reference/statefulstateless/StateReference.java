package dev.wireproof.reference.statefulstateless;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceProvider;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the shop into the catalogue.
public final class StateReference implements ReferenceProvider {

  @Override
  public Reference reference() {
    return new Reference(
        "stateful-stateless",
        List.of(StateFault.values()),
        Set.of("stateless"),
        Map.of(),
        StateReference::start);
  }

  private static ShopServer start(Environment environment, Set<Fault> faults) throws IOException {
    return ShopServer.start(environment, Fault.of(StateFault.class, faults));
  }
}
