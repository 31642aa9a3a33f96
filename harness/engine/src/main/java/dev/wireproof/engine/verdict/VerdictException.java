package dev.wireproof.engine.verdict;

import java.util.Optional;

/// Ends a spec with a verdict that leaves nothing more to try. It says something about the target;
/// any other exception says something about the harness.
public final class VerdictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  private VerdictException(Verdict verdict) {
    super(verdict.toString());
    this.verdict = verdict;
  }

  public static VerdictException violates(String expected, String saw) {
    return new VerdictException(new Verdict.Violates(expected, saw));
  }

  public static VerdictException notApplicable(String why) {
    return new VerdictException(new Verdict.NotApplicable(why));
  }

  public static VerdictException inconclusive(String why) {
    return of(new Verdict.Inconclusive(why));
  }

  /// What the spec needs is what another rule is about, and that rule fails: one fault keeps one
  /// name.
  ///
  /// @param ruleId the id of that rule
  /// @param why what was seen of it
  public static VerdictException notJudgedBecauseOf(String ruleId, String why) {
    return of(new Verdict.Inconclusive(why, Optional.of(ruleId)));
  }

  /// Undecided, for the reason and the rule that the verdict names.
  public static VerdictException of(Verdict.Inconclusive undecided) {
    return new VerdictException(undecided);
  }

  /// Why, in words for a message of another verdict.
  public String reason() {
    return switch (verdict) {
      case Verdict.Violates(_, String saw) -> saw;
      case Verdict.Inconclusive undecided -> undecided.reason();
      default -> verdict.toString();
    };
  }

  public Verdict verdict() {
    return verdict;
  }
}
