package dev.wireproof.reference.publishsubscribe;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the broker into the catalogue.
public final class BrokerReference implements ReferenceProvider {

  private static final Duration SHORT_HOLD = Duration.ofSeconds(1);
  private static final Duration SHORT_ACK = Duration.ofSeconds(2);
  private static final Duration HUMAN = Duration.ofSeconds(30);

  @Override
  public Reference reference() {
    return new Reference(
        "publish-subscribe",
        List.of(BrokerFault.values()),
        Set.of(),
        Map.of("long-poll-hold", "1s", "ack-timeout", "2s"),
        (environment, faults) -> start(environment, SHORT_HOLD, SHORT_ACK, faults),
        (environment, faults) -> start(environment, HUMAN, HUMAN, faults));
  }

  private static BrokerServer start(
      Environment environment, Duration hold, Duration ackTimeout, Set<Fault> faults)
      throws IOException {
    return BrokerServer.start(environment, hold, ackTimeout, Fault.of(BrokerFault.class, faults));
  }
}
