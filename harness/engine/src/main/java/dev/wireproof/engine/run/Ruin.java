package dev.wireproof.engine.run;

import dev.wireproof.engine.sut.Lifecycle;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.process.ResourceUsage;
import java.time.Duration;
import java.util.Optional;

/// Finds out what became of a target that answers no more: it ended, it hangs, or it is well after
/// all.
final class Ruin {

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

  private final Target target;
  private final Health health;

  Ruin(Target target, Health health) {
    this.target = target;
    this.health = health;
  }

  /// How the target is down, in words that follow `it`; empty when it answers.
  Optional<String> found() {
    if (health.isWell()) {
      return Optional.empty();
    }
    Optional<String> ending = target.lifecycle().flatMap(each -> each.ending(ENDS_WITHIN));
    if (ending.isPresent()) {
      return Optional.of("it ended by itself, with " + ending.get());
    }
    Duration before = processorTime();
    long begin = System.nanoTime();
    if (health.isWellAfterAll()) {
      return Optional.empty();
    }
    Duration waited = Duration.ofNanos(System.nanoTime() - begin);
    Duration used = processorTime().minus(before);
    boolean spins = used.compareTo(waited.dividedBy(2)) > 0;
    return Optional.of(
        (target.lifecycle().isEmpty() ? "it does not answer any more" : "it hangs")
            + ": no answer to a plain exchange on two fresh connections within "
            + waited.toMillis()
            + " ms"
            + (spins ? ", in which it used " + used.toMillis() + " ms of processor time" : ""));
  }

  private Duration processorTime() {
    return target
        .lifecycle()
        .map(Lifecycle::processes)
        .map(processes -> ResourceUsage.of(processes).processorTime())
        .orElse(Duration.ZERO);
  }
}
