package dev.wireproof.clients.pattern;

import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.clients.upstream.Stub;
import dev.wireproof.engine.context.SpecContext;
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
  public Call first(String expected) {
    return await(1, expected).getFirst();
  }

  /// Waits for `n` calls in all.
  ///
  /// @throws VerdictException when fewer come
  public List<Call> await(int n, String expected) {
    return await(n, expected, context.patience().forAnswer());
  }

  /// Waits for `n` calls in all, which are due within a time that the spec knows.
  ///
  /// @throws VerdictException when fewer come
  public List<Call> await(int n, String expected, Duration within) {
    List<Call> calls = stub.await(n, within);
    if (calls.size() < n) {
      context.waitedInVain();
      throw VerdictException.violates(
          expected, calls.size() + " of " + n + " calls within " + within.toMillis() + " ms");
    }
    return calls;
  }

  /// As [#first], for a step that the spec is not about.
  ///
  /// @throws VerdictException when it does not come: the spec is inconclusive
  public Call needed(String what) {
    List<Call> calls = stub.await(1, context.patience().forAnswer());
    if (calls.isEmpty()) {
      context.waitedInVain();
      throw VerdictException.inconclusive("the upstream was not called: " + what);
    }
    return calls.getFirst();
  }

  /// How many came so far.
  public int count() {
    return stub.count();
  }

  public List<Call> all() {
    return stub.calls();
  }

  /// Whether `n` calls in all have come, or come within a while of quiet.
  public boolean reach(int n) {
    return stub.await(n, context.patience().forQuiet()).size() >= n;
  }

  /// Answers what comes from now on at once; what is held stays held.
  public Calls answerFromNowOn(Answer answer) {
    stub.react(call -> call.answer(answer));
    return this;
  }

  /// No more than `most` have come after a while of quiet.
  ///
  /// @throws VerdictException when more have
  public void staysAt(int most, String expected) {
    staysAt(most, expected, context.patience().forQuiet());
  }

  /// As [#staysAt(int, String)], for a time that the spec knows.
  ///
  /// @throws VerdictException when more have come
  public void staysAt(int most, String expected, Duration within) {
    int count = stub.await(most + 1, within).size();
    if (count > most) {
      throw VerdictException.violates(expected, count + " calls");
    }
  }
}
