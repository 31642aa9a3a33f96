package dev.wireproof.reference.syncasync;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceProvider;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the server that waits and computes into the catalogue.
public final class SyncAsyncReference implements ReferenceProvider {

  @Override
  public Reference reference() {
    return new Reference(
        "sync-async",
        List.of(SyncAsyncFault.values()),
        Set.of(),
        Map.of(),
        SyncAsyncReference::start);
  }

  private static WorkServer start(Environment environment, Set<Fault> faults) throws IOException {
    return WorkServer.start(environment, Fault.of(SyncAsyncFault.class, faults));
  }
}
