package dev.wireproof.wire.http1;

import dev.wireproof.wire.Octets;

/// What a wait for more of a response body ended with.
public sealed interface BodyPiece {

  /// Content as it arrived, without the chunk framing.
  record Data(Octets octets) implements BodyPiece {}

  /// The body is whole.
  record End(FieldLines trailers) implements BodyPiece {}

  /// The body did not end and nothing more came: silence, a close, a reset, broken framing.
  record Stopped(Seen seen) implements BodyPiece {}
}
