package dev.wireproof.reports;

import dev.wireproof.engine.evidence.FailureMessage;
import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.verdict.Verdict.Kind;

/// What a result comes to for tools that know four outcomes and not six verdicts.
public enum ReportStatus {
  PASSED,
  FAILED,
  SKIPPED,
  /// The harness failed, which says nothing about the target.
  BROKEN;

  /// How the result counted for the gate.
  public static ReportStatus of(Result result, Gate gate) {
    if (result.verdict().isEmpty()) {
      return BROKEN;
    }
    if (gate.fails(result)) {
      return FAILED;
    }
    boolean good = result.is(Kind.CONFORMS) || result.is(Kind.OBSERVED);
    return good ? PASSED : SKIPPED;
  }

  /// The verdict and its reason in one line, as the target worded it: not escaped.
  public static String reason(Result result) {
    String title = result.verdict().map(verdict -> verdict.kind().title()).orElse("Error");
    String line = FailureMessage.line(result);
    String said = line.isEmpty() ? title : title + ": " + line;
    return result
        .deviation()
        .map(why ->
            result.is(Kind.CONFORMS)
                ? "Conforms, but is listed as a deviation (" + why + "): remove it from the list"
                : "Known deviation (" + why + "). " + said)
        .orElse(said);
  }
}
