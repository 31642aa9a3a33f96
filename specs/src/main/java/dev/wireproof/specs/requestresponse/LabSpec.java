package dev.wireproof.specs.requestresponse;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.sut.Lifecycle;
import java.util.Optional;

/// How much of this target the harness can see.
class LabSpec {

  @Observes(
      id = "request-response.lab.tiers",
      claim = "what can be judged of this target, and what is left out",
      source = "contract, Hooks and The target",
      proves = Property.ROBUSTNESS,
      safety = Safety.POLITE)
  void targetShowsSoMuch(Api api, Observation observation) {
    Optional<Lifecycle> lifecycle = api.target().lifecycle();
    boolean started = lifecycle.isPresent();
    boolean seen = lifecycle.filter(each -> !each.processes().isEmpty()).isPresent();
    boolean counts = api.get("/_lab/stats").status() == 200;
    observation.is(
        "from outside: yes; killed and started again: %s; its process inspected: %s; its own counters: %s"
            .formatted(
                said(started, "a directory with wireproof.yaml would allow it"),
                said(seen, "it is not a process that the harness started"),
                said(counts, "GET /_lab/stats would show them")));
  }

  private static String said(boolean so, String otherwise) {
    return so ? "yes" : "no, " + otherwise;
  }
}
