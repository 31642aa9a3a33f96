package dev.wireproof.reference.http1;

/// What follows the data of a chunk (RFC 9112 §7.1).
enum ChunkEnd implements Check {
  DATA_ENDS_WITH_CRLF;

  @Override
  public Status status() {
    return Status.BAD_REQUEST;
  }
}
