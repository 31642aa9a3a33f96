package dev.wireproof.engine.explain;

import java.util.EnumMap;
import java.util.Map;

/// What a rule is for, in Markdown; a part that was not written is empty.
///
/// @param why it matters
/// @param cause what may lie behind it when it breaks
/// @param hint what to do
/// @param seeIt a command that shows it
/// @param others what is told in the place of cause and hint where the target did something that
///   has causes of its own
public record Explanation(
    String why, String cause, String hint, String seeIt, Map<Situation, Advice> others) {

  public static final Explanation NONE = new Explanation("", "", "", "");

  /// A cause, and what to do about it.
  public record Advice(String cause, String hint) {}

  public Explanation {
    others = Map.copyOf(others);
  }

  /// One that tells the same whatever the target did.
  public Explanation(String why, String cause, String hint, String seeIt) {
    this(why, cause, hint, seeIt, Map.of());
  }

  /// What is told of a target that did this: a cause that this excludes is left out.
  public Explanation in(Situation situation) {
    Advice advice = others.getOrDefault(situation, new Advice(cause, hint));
    return new Explanation(why, advice.cause(), advice.hint(), seeIt);
  }

  /// The same without hints, which are told one at a time.
  public Explanation withoutHints() {
    return new Explanation(why, cause, "", seeIt, withoutHints(others));
  }

  private static Map<Situation, Advice> withoutHints(Map<Situation, Advice> advice) {
    var told = new EnumMap<Situation, Advice>(Situation.class);
    advice.forEach((situation, each) -> told.put(situation, new Advice(each.cause(), "")));
    return told;
  }
}
