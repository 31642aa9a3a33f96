package dev.wireproof.engine.run;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.evidence.FailureMessage;
import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.run.Run.Item;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.verdict.Verdict;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/// One invocation of a spec: hands in what it asks for, lets it run when the target bears it, and
/// records what it came to.
final class SpecInvocation implements ParameterResolver, InvocationInterceptor {

  private final Run run;
  private final Item item;
  private final SpecContext context;
  private boolean believed;

  SpecInvocation(Run run, Item item) {
    this.run = run;
    this.item = item;
    this.context =
        new SpecContext(item.spec().about(item.row()).fullId(), run.target(), run.knowledge());
    if (run.isLastTry()) {
      context.lastTry();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
    Class<?> type = parameter.getParameter().getType();
    return WireClient.class.isAssignableFrom(type) || Case.class.isAssignableFrom(type);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
    Class<?> type = parameter.getParameter().getType();
    if (Case.class.isAssignableFrom(type)) {
      return item.row().orElseThrow();
    }
    try {
      return item.spec().over().client(type.asSubclass(WireClient.class), context);
    } catch (ReflectiveOperationException e) {
      throw new ParameterResolutionException(
          type.getName() + " is no client of " + item.spec().over().name(), e);
    }
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext extension)
      throws Throwable {
    var attempt = new Attempt(run, item, context);
    Optional<Verdict> without = attempt.decidedWithoutTrying();
    if (without.isPresent()) {
      invocation.skip();
      tell(attempt.result(new Outcome.Judged(without.get())));
      return;
    }
    run.permits().with(() -> attend(attempt, () -> proceed(invocation, method)));
    if (!believed) {
      throw new TestAbortedException("judged again later: the target may have gone down");
    }
    Outcome outcome = attempt.outcome();
    if (attempt.isTimingDependent() && run.postpone(item)) {
      throw new TestAbortedException("tried again later, alone, before it is believed");
    }
    tell(attempt.result(outcome));
  }

  /// Lets it run, unless the target is being looked into; and sees afterwards whether that is still
  /// there.
  private void attend(Attempt attempt, Permits.Work<Throwable> work) {
    run.watch()
        .begin(item, context)
        .ifPresent(entry -> {
          attempt.run(work);
          believed = run.watch().believes(entry, attempt);
        });
  }

  /// Once, or in as many rounds as the spec asks for; the first that ends otherwise than it should
  /// ends them all.
  private void proceed(
      Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method)
      throws Throwable {
    int rounds = item.spec().rounds();
    if (rounds > 1) {
      context.beginRound(1, rounds);
    }
    invocation.proceed();
    for (int round = 2; round <= rounds; round++) {
      context.beginRound(round, rounds);
      try {
        item.spec()
            .method()
            .invoke(method.getTarget().orElseThrow(), method.getArguments().toArray());
      } catch (InvocationTargetException e) {
        throw Objects.requireNonNullElse(e.getCause(), e);
      }
    }
  }

  /// Records the result, and tells JUnit in its own terms.
  private void tell(Result result) {
    run.record(result);
    switch (result.outcome()) {
      case Outcome.HarnessFault(String stackTrace) -> throw new IllegalStateException(stackTrace);
      case Outcome.Judged(Verdict.Violates(String expected, String saw)) -> {
        Explanation explanation = run.explanations().of(result.of().id()).orElse(Explanation.NONE);
        throw new AssertionFailedError(FailureMessage.of(result, explanation), expected, saw);
      }
      case Outcome.Judged(Verdict verdict) -> {
        if (verdict.kind() != Verdict.Kind.CONFORMS && verdict.kind() != Verdict.Kind.OBSERVED) {
          throw new TestAbortedException(
              verdict.kind().title() + ": " + FailureMessage.line(result));
        }
      }
    }
  }
}
