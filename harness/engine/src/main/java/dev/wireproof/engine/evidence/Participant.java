package dev.wireproof.engine.evidence;

import dev.wireproof.wire.Ends;

/// Who takes part in an exchange, from left to right in a diagram. Client and upstream are both the
/// harness.
public enum Participant {
  CLIENT("client"),
  SERVER("server"),
  UPSTREAM("upstream");

  private final String title;

  Participant(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// What the harness is on a channel with these ends.
  static Participant harness(Ends ends) {
    return switch (ends) {
      case CLIENT_TO_TARGET, PEERS -> CLIENT;
      case TARGET_TO_BACKEND -> UPSTREAM;
    };
  }
}
