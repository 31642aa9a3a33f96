package dev.wireproof.engine.run;

import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.run.Run.Item;
import dev.wireproof.wire.Recording;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// The JUnit Platform, told what to run. Whatever fails outside a spec's own method, where the
/// extension cannot see it, is recorded as a fault of the harness.
final class JUnitSession implements AutoCloseable {

  /// So few that none of them waits for another.
  private static final int A_FEW = 4;

  private final Run run;
  private final String key;
  private final LauncherSession session;

  JUnitSession(Run run) {
    this.run = run;
    this.key = Runs.enter(run);
    this.session =
        LauncherFactory.openSession(
            LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build());
  }

  /// Runs the items side by side, as far as the run's permits go, and returns when all are done.
  /// What hangs on time is put off.
  void sideBySide(List<Item> items) {
    execute(items, run.permits().most(), true);
  }

  /// Runs the items again that were put off, few at a time, and believes what they show.
  void again(List<Item> items) {
    int most = run.permits().most();
    execute(items, Math.min(most, Math.max(A_FEW, most / A_FEW)), false);
  }

  /// Runs the items one after the other.
  void inTurn(List<Item> items) {
    execute(items, 1, false);
  }

  private void execute(List<Item> items, int atOnce, boolean postponable) {
    if (items.isEmpty()) {
      return;
    }
    run.begin(items, postponable);
    session.getLauncher().execute(request(items, atOnce), new FaultListener());
  }

  private LauncherDiscoveryRequest request(List<Item> items, int atOnce) {
    List<DiscoverySelector> selectors =
        items.stream().map(Item::spec).distinct().map(JUnitSession::selector).toList();
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectors)
        .configurationParameter(Runs.KEY, key)
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
        .configurationParameter(LauncherConstants.STACKTRACE_PRUNING_ENABLED_PROPERTY_NAME, "false")
        .configurationParameter(
            "junit.jupiter.execution.parallel.enabled", Boolean.toString(atOnce > 1))
        .configurationParameter(
            "junit.jupiter.execution.parallel.config.executor-service", "worker_thread_pool")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter(
            "junit.jupiter.execution.parallel.config.fixed.parallelism", Integer.toString(atOnce))
        .build();
  }

  private static DiscoverySelector selector(SpecInfo spec) {
    return DiscoverySelectors.selectMethod(spec.method().getDeclaringClass(), spec.method());
  }

  @Override
  public void close() {
    session.close();
    Runs.leave(key);
  }

  private final class FaultListener implements TestExecutionListener {

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == Status.FAILED) {
        specOf(test)
            .filter(spec -> run.results().stream().noneMatch(known -> isOf(known, spec)))
            .ifPresent(spec -> record(spec, result.getThrowable().orElse(null)));
      }
    }

    private boolean isOf(Result result, SpecInfo spec) {
      return result.of().id().equals(spec.id());
    }

    private Optional<SpecInfo> specOf(TestIdentifier test) {
      return test.getSource().stream()
          .flatMap(
              source -> source instanceof MethodSource method ? Stream.of(method) : Stream.empty())
          .flatMap(method -> run.catalogue().find(method.getJavaMethod()).stream())
          .findFirst();
    }

    private void record(SpecInfo spec, @Nullable Throwable thrown) {
      var trace = new StringWriter();
      if (thrown != null) {
        thrown.printStackTrace(new PrintWriter(trace, true));
      }
      run.record(
          new Result(
              spec.about(),
              new Outcome.HarnessFault(trace.toString()),
              0,
              Optional.empty(),
              "",
              Recording.EMPTY));
    }
  }
}
