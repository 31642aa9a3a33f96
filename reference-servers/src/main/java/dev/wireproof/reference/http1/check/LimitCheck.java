package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Status;

/// The bounds on what a client may send. They can be misreported but not forgotten: no fault makes
/// the server's memory endless.
public enum LimitCheck implements Check {
  METHOD_FITS(Status.NOT_IMPLEMENTED),
  REQUEST_LINE_FITS(Status.URI_TOO_LONG),
  FIELDS_ARE_NOT_TOO_MANY(Status.FIELDS_TOO_LARGE),
  HEAD_FITS(Status.FIELDS_TOO_LARGE),
  BODY_FITS(Status.CONTENT_TOO_LARGE),
  CHUNK_LINES_FIT(Status.BAD_REQUEST),
  TRAILERS_FIT(Status.FIELDS_TOO_LARGE);

  private final Status status;

  LimitCheck(Status status) {
    this.status = status;
  }

  @Override
  public Status status() {
    return status;
  }
}
