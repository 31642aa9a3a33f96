package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Status;

/// Lines that begin with a space or tab (RFC 9112 §2.2, §5.2): both kinds have been used to hide a
/// field from one of two machines.
public enum IndentCheck implements Check {
  NO_BLANK_BEFORE_FIRST_FIELD,
  IS_NOT_FOLDED;

  @Override
  public Status status() {
    return Status.BAD_REQUEST;
  }
}
