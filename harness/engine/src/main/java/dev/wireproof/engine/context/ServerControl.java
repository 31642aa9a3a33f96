package dev.wireproof.engine.context;

import dev.wireproof.engine.sut.Lifecycle;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Event.Life;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Power over the target for lab specs. Where the harness did not start it, the spec does not
/// apply. When the spec ends, the target runs again, whatever the spec did to it; one that ended by
/// itself is left as it is, and looked into.
public final class ServerControl implements WireClient {

  private static final String TARGET = "the target";
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  /// Why a spec that looks into `/proc` says nothing of a server inside the harness.
  public static final String NO_PROCESS = "the target is no process of its own";

  private final SpecContext context;
  private final List<Lifecycle> others = new CopyOnWriteArrayList<>();
  private volatile @Nullable Thread stopping;

  public ServerControl(SpecContext context) {
    this.context = context;
    context.adopt(this);
  }

  private Lifecycle lifecycle() {
    return context
        .target()
        .lifecycle()
        .orElseThrow(() ->
            VerdictException.notApplicable(
                "the harness did not start this target; give a directory with wireproof.yaml"));
  }

  /// Stops the target as SIGTERM does, and starts it again.
  ///
  /// @throws VerdictException when it does not end, or does not come up again
  public void expectRestart(String expected) {
    Lifecycle lifecycle = lifecycle();
    try {
      signalled("SIGTERM");
      ended(lifecycle.stop(STOP_WITHIN), "; starting it again");
      lifecycle.start();
      lived(Life.STARTED, "ready again");
    } catch (TargetUnusable e) {
      throw VerdictException.violates(expected, String.valueOf(e.getMessage()));
    }
  }

  /// Ends the target at once, as SIGKILL does: what was under way is lost, what is on disk stays.
  public void kill() {
    Lifecycle lifecycle = lifecycle();
    signalled("SIGKILL");
    lifecycle.kill();
  }

  /// Starts the target that was killed or stopped.
  ///
  /// @throws VerdictException when it does not come up
  public void expectStart(String expected) {
    Lifecycle lifecycle = lifecycle();
    try {
      lifecycle.start();
      lived(Life.STARTED, "started, and ready");
    } catch (TargetUnusable e) {
      throw VerdictException.violates(expected, String.valueOf(e.getMessage()));
    }
  }

  /// Asks the target to end, as SIGTERM does, and waits until it has.
  ///
  /// @return how long that took
  /// @throws VerdictException when it is still there after `within`
  public Duration expectStop(Duration within, String expected) {
    Lifecycle lifecycle = lifecycle();
    try {
      signalled("SIGTERM");
      Duration took = lifecycle.stop(within);
      ended(took, "");
      return took;
    } catch (TargetUnusable e) {
      throw VerdictException.violates(expected, String.valueOf(e.getMessage()));
    }
  }

  /// As [#expectStop(Duration, String)], within the time that the target declares.
  public Duration expectStop(String expected) {
    return expectStop(lifecycle().stopWithin(), expected);
  }

  /// Asks the target to end, as SIGTERM does, and does not wait. When the spec ends, so has the
  /// target, and it is started again.
  public void beginStop() {
    Lifecycle lifecycle = lifecycle();
    signalled("SIGTERM");
    stopping = Thread.ofVirtual().name("stop-of-target").start(() -> endFor(lifecycle));
  }

  private void signalled(String signal) {
    context.transcript().judging(context.transcript().signalled(TARGET, signal));
  }

  private void ended(Duration took, String then) {
    lived(Life.ENDED, "ended after " + took.toMillis() + " ms" + then);
  }

  private void lived(Life life, String text) {
    context.transcript().judging(context.transcript().lived(TARGET, life, text));
  }

  private void endFor(Lifecycle lifecycle) {
    try {
      lifecycle.stop(lifecycle.stopWithin());
    } catch (TargetUnusable e) {
      context.transcript().note(String.valueOf(e.getMessage()));
    }
  }

  private void awaitStopped() {
    Thread ending = stopping;
    if (ending != null) {
      try {
        ending.join();
        context.target().lifecycle().ifPresent(Lifecycle::kill);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// For specs that ask what the target was told when it was started.
  ///
  /// @throws VerdictException when the harness did not start it
  public void requireStarted() {
    lifecycle();
  }

  public boolean isAlive() {
    return lifecycle().isAlive();
  }

  /// A second instance of the target, with the same state directory and secret. It ends with the
  /// spec.
  ///
  /// @param name such as `b`
  /// @throws VerdictException when the target may not be started twice, or does not come up
  public Target instance(String name) {
    Lifecycle lifecycle = lifecycle();
    if (lifecycle.instances() < 2) {
      throw VerdictException.notApplicable(
          "the target may run only once at a time; say “instances: 2” in wireproof.yaml");
    }
    try {
      Lifecycle other = lifecycle.another(name);
      others.add(other);
      context
          .transcript()
          .lived(
              "instance " + name,
              Life.STARTED,
              "instance " + name + " listens on port " + other.address().getPort());
      return context.target().at(other);
    } catch (TargetUnusable e) {
      throw VerdictException.inconclusive("instance " + name + " did not start: " + e.getMessage());
    }
  }

  /// The processes of the target.
  ///
  /// @throws VerdictException when it runs inside the harness, where `/proc` cannot tell it apart
  public List<Long> processes() {
    List<Long> processes = lifecycle().processes();
    if (processes.isEmpty()) {
      throw VerdictException.notApplicable(NO_PROCESS);
    }
    return processes;
  }

  @Override
  public void close() {
    awaitStopped();
    others.forEach(Lifecycle::close);
    others.clear();
    context
        .target()
        .lifecycle()
        .filter(lifecycle -> !lifecycle.isAlive() && lifecycle.ending(Duration.ZERO).isEmpty())
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
