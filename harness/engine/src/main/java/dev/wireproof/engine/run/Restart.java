package dev.wireproof.engine.run;

import dev.wireproof.engine.sut.Lifecycle;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.wire.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Brings a target back that went down: the harness starts what it started before, and waits for a
/// while for what others look after.
final class Restart {

  private static final Duration COMES_BACK_WITHIN = Duration.ofSeconds(10);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  private final Target target;
  private final Health health;

  Restart(Target target, Health health) {
    this.target = target;
    this.health = health;
  }

  /// Whether it is there again.
  ///
  /// @throws TargetUnusable when it cannot be started
  boolean isBack() {
    Optional<Lifecycle> started = target.lifecycle();
    started.ifPresent(lifecycle -> {
      lifecycle.kill();
      lifecycle.start();
    });
    return started.isPresent() ? health.isWell() : comesBack();
  }

  private boolean comesBack() {
    Deadline end = Deadline.in(COMES_BACK_WITHIN);
    while (!health.isWell()) {
      if (end.passed()) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
    return true;
  }
}
