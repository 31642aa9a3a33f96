package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.reference.Fault;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Faults do what they say, and a server without them does not: seen with raw octets for those that
/// have a probe. That every fault is seen by its specs is proved by the fault matrix.
class EveryFaultTest {

  private static final Map<Fault, Probes.Probe> PROBES = new Probes().all();

  static Set<Fault> faults() {
    return PROBES.keySet();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theFaultIsSeen(Fault fault) throws IOException {
    Probes.Probe probe = Objects.requireNonNull(PROBES.get(fault));
    assertThat(seen(probe, Set.of())).isEqualTo(probe.correct());
    assertThat(seen(probe, Set.of(fault))).isEqualTo(probe.faulty());
  }

  private static String seen(Probes.Probe probe, Set<Fault> faults) throws IOException {
    try (var server = Http1Server.start(CorrectServer.ANY_PORT, faults)) {
      return probe.sight().of(server, faults);
    }
  }
}
