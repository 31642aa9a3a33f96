package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Status;

/// What a body must be as it is read (RFC 9112 §7.1, §8).
public enum BodyCheck implements Check {
  /// Acting on the part that came would let a broken connection decide what was asked for.
  BODY_IS_COMPLETE,
  CHUNK_ENDS_WITH_CRLF;

  @Override
  public Status status() {
    return Status.BAD_REQUEST;
  }
}
