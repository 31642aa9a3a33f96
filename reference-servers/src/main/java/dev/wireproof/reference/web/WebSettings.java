package dev.wireproof.reference.web;

import java.util.Set;

/// How a server reads and writes on its connections.
///
/// @param bodyLimit larger bodies are refused with 413
/// @param faults what it does wrong
public record WebSettings(int bodyLimit, Set<WebFault> faults) {

  /// No faults, and more space for a body than any pattern needs.
  static final WebSettings DEFAULT = new WebSettings(4 << 20, Set.of());

  public WebSettings {
    faults = Set.copyOf(faults);
  }

  boolean has(WebFault fault) {
    return faults.contains(fault);
  }
}
