package dev.wireproof.clients.pattern;

import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.clients.upstream.Stub;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.verdict.Differences;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.List;

/// The calls of one kind that came to the upstream.
public final class Calls {

  private final SpecContext context;
  private final Stub stub;

  Calls(SpecContext context, Stub stub) {
    this.context = context;
    this.stub = stub;
  }

  /// Waits for the first call.
  ///
  /// @throws VerdictException when it does not come
  public Call expectCall(String expected) {
    return expectCalls(1, expected).getFirst();
  }

  /// Waits for `n` calls in all.
  ///
  /// @throws VerdictException when fewer come
  public List<Call> expectCalls(int n, String expected) {
    return expectCalls(n, expected, context.patience().forAnswer());
  }

  /// Waits for `n` calls in all, which are due within a time that the spec knows.
  ///
  /// @throws VerdictException when fewer come
  public List<Call> expectCalls(int n, String expected, Duration within) {
    List<Call> calls = stub.await(n, within);
    if (calls.size() < n) {
      tooFew(n, calls, within);
      throw VerdictException.violates(
          expected,
          "%d of %d calls within %d ms: %s"
              .formatted(calls.size(), n, within.toMillis(), named(calls)));
    }
    judging(calls, n);
    return calls;
  }

  private static String named(List<Call> calls) {
    return calls.isEmpty() ? "none came" : Differences.names(calls) + " came";
  }

  private void tooFew(int n, List<Call> calls, Duration within) {
    context.timedOut();
    context
        .transcript()
        .judging(
            context
                .transcript()
                .note(
                    "the upstream was called %d of %d times within %d ms"
                        .formatted(calls.size(), n, within.toMillis())));
  }

  /// What is judged next is judged by the `n`th call.
  private void judging(List<Call> calls, int n) {
    if (n > 0) {
      context.transcript().judging(calls.get(n - 1).event());
    }
  }

  /// As [#expectCall], for a step that the spec is not about.
  ///
  /// @throws VerdictException when it does not come: the spec is inconclusive
  public Call requireCall(String what) {
    List<Call> calls = stub.await(1, context.patience().forAnswer());
    if (calls.isEmpty()) {
      context.timedOut();
      throw VerdictException.inconclusive("the upstream was not called: " + what);
    }
    return calls.getFirst();
  }

  /// Exactly `n` have come by now; they are waited for, others are not.
  ///
  /// @throws VerdictException when fewer or more have
  public List<Call> expectExactly(int n, String expected) {
    List<Call> calls = stub.calls();
    if (calls.size() > n) {
      judging(calls, n + 1);
      throw VerdictException.violates(expected, calls.size() + " calls: " + named(calls));
    }
    return expectCalls(n, expected);
  }

  /// How many came so far.
  public int count() {
    return all().size();
  }

  public List<Call> all() {
    List<Call> calls = stub.calls();
    judging(calls, calls.size());
    return calls;
  }

  /// Whether `n` calls in all have come, or come within a while of quiet.
  public boolean reach(int n) {
    List<Call> calls = stub.await(n, context.patience().forQuiet());
    judging(calls, calls.size());
    return calls.size() >= n;
  }

  /// Answers what comes from now on at once; what is held stays held.
  public Calls answerFromNowOn(Answer answer) {
    stub.react(call -> call.answer(answer));
    return this;
  }

  /// No more than `most` have come after a while of quiet.
  ///
  /// @throws VerdictException when more have
  public void expectAtMost(int most, String expected) {
    expectAtMost(most, expected, context.patience().forQuiet());
  }

  /// As [#expectAtMost(int, String)], for a time that the spec knows.
  ///
  /// @throws VerdictException when more have come
  public void expectAtMost(int most, String expected, Duration within) {
    List<Call> calls = stub.await(most + 1, within);
    int count = calls.size();
    if (count > most) {
      judging(calls, most + 1);
      throw VerdictException.violates(expected, count + " calls: " + named(calls));
    }
  }
}
