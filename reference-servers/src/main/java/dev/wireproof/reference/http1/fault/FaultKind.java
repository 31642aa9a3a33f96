package dev.wireproof.reference.http1.fault;

import dev.wireproof.reference.http1.check.Check;
import dev.wireproof.reference.http1.message.Status;

/// One way in which a server gets a [Check] wrong.
public sealed interface FaultKind {

  Check check();

  /// Does not look.
  record Forgets(Check check) implements FaultKind {}

  /// Refuses under another status.
  record Misreports(Check check, Status as) implements FaultKind {}

  /// Refuses, and goes on reading the same connection as if nothing had happened.
  record Lingers(Check check) implements FaultKind {}

  /// Makes a rule of its own that refuses what is legal. Only a server with such a fault looks at
  /// it.
  record Invents(Check check) implements FaultKind {}

  /// Refuses, says that it closes, and goes on reading.
  record Pretends(Check check) implements FaultKind {}

  /// Neither responds nor closes.
  record Stalls(Check check) implements FaultKind {}
}
