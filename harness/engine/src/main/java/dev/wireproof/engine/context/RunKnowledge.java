package dev.wireproof.engine.context;

/// What the specs of a run learn and share.
///
/// @param patience how fast the target is
/// @param findings what passive checkers found in all exchanges
/// @param facts what the target offers
public record RunKnowledge(Patience patience, PassiveFindings findings, TargetFacts facts) {

  /// Nothing but the target's pace.
  public static RunKnowledge of(Patience patience) {
    return new RunKnowledge(patience, new PassiveFindings(), new TargetFacts());
  }
}
