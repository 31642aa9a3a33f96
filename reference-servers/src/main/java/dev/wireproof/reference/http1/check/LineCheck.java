package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Status;

/// What a line of a head, of a trailer section or before a chunk must be (RFC 9112 §2.2). Each is
/// found while the line is being read.
public enum LineCheck implements Check {
  /// A lone LF is not a line end here: peers that disagree on that see different messages.
  ENDS_WITH_CRLF,
  CHUNK_LINE_ENDS_WITH_CRLF,
  CHUNK_DATA_ENDS_WITH_CRLF,
  NO_BARE_CR,
  IS_NOT_CUT_OFF;

  @Override
  public Status status() {
    return Status.BAD_REQUEST;
  }
}
