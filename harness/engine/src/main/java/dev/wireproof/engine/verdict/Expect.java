package dev.wireproof.engine.verdict;

import dev.wireproof.engine.verdict.Verdict.Violates;

/// Judges values that a spec has in its hands: a count, a text, a list, a duration. What comes from
/// the target is judged by the client that brought it (`reply.expect(…)`), which also notes what is
/// tolerated.
public final class Expect {

  private Expect() {}

  /// The value is as the rule wants it.
  ///
  /// @throws VerdictException when it is not
  public static <T> T expectThat(T value, Expectation<? super T> expectation) {
    switch (expectation.check().apply(value)) {
      case Violates(String expected, String saw) -> throw VerdictException.violates(expected, saw);
      case Verdict.NotApplicable(String why) -> throw VerdictException.notApplicable(why);
      case Verdict.Inconclusive undecided -> throw VerdictException.of(undecided);
      case Verdict.Tolerated _ ->
          throw new IllegalArgumentException(
              "an expectation that tolerates is judged by a client, which notes it: "
                  + expectation.expected());
      case Verdict.Conforms _, Verdict.Observed _ -> {}
    }
    return value;
  }

  /// A step that the spec needs and is not about: where the value is another, nothing can be said.
  ///
  /// @throws VerdictException when it is another: the spec is inconclusive
  public static <T> T requireThat(T value, Expectation<? super T> expectation) {
    if (expectation.check().apply(value) instanceof Violates(String expected, String saw)) {
      throw VerdictException.inconclusive(
          "a step before the rule failed: expected " + expected + ", saw " + saw);
    }
    return value;
  }
}
