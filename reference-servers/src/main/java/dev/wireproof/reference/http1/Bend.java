package dev.wireproof.reference.http1;

/// One way in which a server gets a [Check] wrong.
sealed interface Bend {

  Check check();

  /// Does not look.
  record Forgets(Check check) implements Bend {}

  /// Refuses under another status.
  record Misreports(Check check, Status as) implements Bend {}

  /// Refuses, and goes on reading the same connection as if nothing had happened.
  record Lingers(Check check) implements Bend {}

  /// Makes a rule of its own that refuses what is legal. Only a server with such a fault looks at
  /// it.
  record Invents(Check check) implements Bend {}

  /// Refuses, says that it closes, and goes on reading.
  record Pretends(Check check) implements Bend {}

  /// Neither answers nor closes.
  record Stalls(Check check) implements Bend {}
}
