package dev.wireproof.reference.http1.fault;

/// What a server gets wrong when the same request comes again.
public enum RepeatedRequestFault implements Http1Fault {
  REPEATED_PUT_APPENDS(
      new FaultSpec("Opens the file for appending when the same content is put again.")
          .kills("http1.idempotency.put")),
  DELETE_TOGGLES(
      new FaultSpec("Deletes by flipping a mark, so that deleting twice brings it back.")
          .kills("http1.idempotency.delete")),
  DELETE_ANSWERED_AND_NOT_DONE(
      new FaultSpec("Answers DELETE with 204 and forgets to delete.").kills("http1.method.delete")),
  METHOD_OVERRIDDEN_ON_GET(
      new FaultSpec("Lets a GET ask to be taken for another method.")
          .kills("http1.idempotency.get-is-safe")),
  HEAD_CONSUMES(
      new FaultSpec("Counts HEAD as the download after which a file is removed.")
          .kills("http1.idempotency.head-is-safe")),
  READS_WEAR_OUT(
      new FaultSpec("Removes a file when it has been read six times.")
          .kills("http1.idempotency.get"));

  private final FaultSpec spec;

  RepeatedRequestFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
