package dev.wireproof.harness.verdict;

/// Ends a spec with a verdict that leaves nothing more to try. It says something about the target;
/// any other exception says something about the harness.
public final class Decided extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  private Decided(Verdict verdict) {
    super(verdict.toString());
    this.verdict = verdict;
  }

  public static Decided violates(String expected, String saw) {
    return new Decided(new Verdict.Violates(expected, saw));
  }

  public static Decided notApplicable(String why) {
    return new Decided(new Verdict.NotApplicable(why));
  }

  public static Decided inconclusive(String why) {
    return new Decided(new Verdict.Inconclusive(why));
  }

  /// Why, in words for a message of another verdict.
  public String reason() {
    return switch (verdict) {
      case Verdict.Violates(_, String saw) -> saw;
      case Verdict.Inconclusive(String why) -> why;
      default -> verdict.toString();
    };
  }

  public Verdict verdict() {
    return verdict;
  }
}
