package dev.wireproof.reference.polling;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceProvider;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the server with jobs and rooms into the catalogue.
public final class PollingReference implements ReferenceProvider {

  private static final int QUEUE_LIMIT = 120;

  @Override
  public Reference reference() {
    return new Reference(
        "polling",
        List.of(PollingFault.values()),
        Set.of(),
        Map.of("queue-limit", Integer.toString(QUEUE_LIMIT), "retry-after", "1s"),
        PollingReference::start);
  }

  private static PollingServer start(Environment environment, Set<Fault> faults)
      throws IOException {
    return PollingServer.start(environment, QUEUE_LIMIT, Fault.of(PollingFault.class, faults));
  }
}
