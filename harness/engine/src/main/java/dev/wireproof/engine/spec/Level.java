package dev.wireproof.engine.spec;

/// How binding a rule is.
public enum Level {
  /// Broken: the target violates it.
  MUST,
  /// Not followed: tolerated, unless the run is strict.
  SHOULD,
  /// An option that is used well or not used at all.
  MAY,
  /// Good practice or the definition of a pattern; judged when the target claims the pattern, or on
  /// request.
  TEACHES,
  /// A fact of kernel or network: shown, never judged.
  OBSERVES
}
