package dev.wireproof.engine.spec;

/// What a spec costs the target; each includes those before it.
public enum Safety {
  /// One request or one malformed request on a connection of its own; nothing stored or repeated.
  POLITE,
  /// Bounded load, stored data, held connections.
  LOAD,
  /// Floods, kills, restarts, faults on the path.
  LAB
}
