package dev.wireproof.harness.context;

import dev.wireproof.harness.target.Lifecycle;
import dev.wireproof.harness.target.TargetUnusable;
import dev.wireproof.harness.verdict.Decided;
import java.time.Duration;

/// Power over the target for lab specs. Where the harness did not start it, the spec does not
/// apply. When the spec ends, the target runs again, whatever was done to it.
public final class ServerControl implements WireClient {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final SpecContext context;

  public ServerControl(SpecContext context) {
    this.context = context;
    context.adopt(this);
  }

  private Lifecycle lifecycle() {
    return context
        .target()
        .lifecycle()
        .orElseThrow(() ->
            Decided.notApplicable(
                "the harness did not start this target; give a directory with wireproof.yaml"));
  }

  /// Stops the target as SIGTERM does, and starts it again.
  ///
  /// @throws Decided when it does not end, or does not come up again
  public void restart(String expected) {
    Lifecycle lifecycle = lifecycle();
    try {
      context.transcript().note("SIGTERM");
      Duration took = lifecycle.stop(STOP_WITHIN);
      context.transcript().note("ended after " + took.toMillis() + " ms; starting it again");
      lifecycle.start();
      context.transcript().note("ready again");
    } catch (TargetUnusable e) {
      throw Decided.violates(expected, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    context
        .target()
        .lifecycle()
        .filter(lifecycle -> !lifecycle.isAlive())
        .ifPresent(this::startAgain);
  }

  private void startAgain(Lifecycle lifecycle) {
    try {
      lifecycle.start();
    } catch (TargetUnusable e) {
      context.lostTarget("the target could not be started again: " + e.getMessage());
    }
  }
}
