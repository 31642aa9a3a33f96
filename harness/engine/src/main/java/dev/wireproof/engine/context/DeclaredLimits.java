package dev.wireproof.engine.context;

import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.Optional;

/// What the target promises of itself in its `limits`. A spec that asks for a promise that was not
/// made does not apply.
public final class DeclaredLimits implements WireClient {

  private static final Duration SHORT = Duration.ofSeconds(3);

  private final SpecContext context;

  public DeclaredLimits(SpecContext context) {
    this.context = context;
  }

  /// A time-out that is short enough to be waited for, or may be because the target is the lab's.
  ///
  /// @throws VerdictException when there is none
  public Duration timeout(String key) {
    Duration promised = context.target().durationLimit(key).orElseThrow(() -> undeclared(key));
    if (promised.compareTo(SHORT) > 0 && context.target().allowed() != Safety.LAB) {
      throw VerdictException.notApplicable(
          "%s is %d s, which only --allow lab waits for".formatted(key, promised.toSeconds()));
    }
    return promised;
  }

  /// How long to wait for the end of a time-out: the machine's slack is added.
  public Duration withSlack(Duration promised) {
    return promised.plus(context.patience().forAnswer());
  }

  /// A number of octets or of things.
  ///
  /// @throws VerdictException when it is not promised
  public int count(String key) {
    return Optional.ofNullable(context.target().limits().get(key))
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .orElseThrow(() -> undeclared(key));
  }

  private static VerdictException undeclared(String key) {
    return VerdictException.notApplicable(
        "the target promises no " + key + "; say it in its limits");
  }

  @Override
  public void close() {}
}
