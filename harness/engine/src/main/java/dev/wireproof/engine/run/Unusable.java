package dev.wireproof.engine.run;

import dev.wireproof.engine.evidence.FailureMessage;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.verdict.Verdict.Kind;
import java.util.List;
import java.util.Optional;

/// Why results say that a target cannot be judged.
final class Unusable {

  private Unusable() {}

  /// The first base control that does not hold.
  static Optional<String> brokenBase(List<Result> results) {
    return results.stream()
        .filter(result -> !result.is(Kind.CONFORMS) && !result.is(Kind.TOLERATED))
        .findFirst()
        .map(result ->
            "the base control "
                + result.fullId()
                + (" (" + result.of().level() + ", " + result.of().source() + ")")
                + " failed, so nothing else can be judged: "
                + FailureMessage.line(result));
  }

  /// A target of which nothing binding could be decided is not green.
  static Optional<String> undecided(List<Result> results) {
    List<Result> binding =
        results.stream()
            .filter(result -> result.of().level() == Level.MUST && !result.is(Kind.NOT_APPLICABLE))
            .toList();
    boolean noneDecided =
        !binding.isEmpty() && binding.stream().allMatch(result -> result.is(Kind.INCONCLUSIVE));
    return noneDecided
        ? Optional.of("not one MUST could be decided: " + FailureMessage.line(binding.getFirst()))
        : Optional.empty();
  }
}
