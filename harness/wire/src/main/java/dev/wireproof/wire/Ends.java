package dev.wireproof.wire;

/// Who is at the two ends of a channel. The harness always is one of them.
public enum Ends {
  /// The harness is a client of the target and opened the channel.
  CLIENT_TO_TARGET,
  /// The harness is what stands behind the target, which opened the channel.
  TARGET_TO_BACKEND,
  /// Neither end is a server; the harness is one peer and the target the other.
  PEERS
}
