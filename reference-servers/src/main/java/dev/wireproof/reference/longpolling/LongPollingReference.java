package dev.wireproof.reference.longpolling;

import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.Reference.Starter;
import dev.wireproof.reference.ReferenceProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the server that holds polls into the catalogue.
public final class LongPollingReference implements ReferenceProvider {

  private static final Duration HOLD = Duration.ofSeconds(2);
  private static final Duration PATIENT_HOLD = Duration.ofSeconds(30);

  @Override
  public Reference reference() {
    return new Reference(
        "long-polling",
        List.of(LongPollingFault.values()),
        Set.of(),
        Map.of("long-poll-hold", HOLD.toSeconds() + "s"),
        holding(HOLD),
        holding(PATIENT_HOLD));
  }

  private static Starter holding(Duration hold) {
    return (environment, faults) ->
        EventServer.start(environment, hold, Fault.of(LongPollingFault.class, faults));
  }
}
