package dev.wireproof.reference.serversentevents;

import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the server of event streams into the catalogue.
public final class SseReference implements ReferenceProvider {

  private static final Duration BRISK = Duration.ofMillis(200);
  private static final Duration FOR_PEOPLE = Duration.ofSeconds(15);

  @Override
  public Reference reference() {
    return new Reference(
        "server-sent-events",
        List.of(SseFault.values()),
        Set.of(),
        Map.of("heartbeat", "400ms"),
        (environment, faults) ->
            SseServer.start(environment, BRISK, Fault.of(SseFault.class, faults)),
        (environment, faults) ->
            SseServer.start(environment, FOR_PEOPLE, Fault.of(SseFault.class, faults)));
  }
}
