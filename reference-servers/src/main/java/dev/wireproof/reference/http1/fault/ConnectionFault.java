package dev.wireproof.reference.http1.fault;

/// What a server gets wrong about connections: their life, their order, their number.
public enum ConnectionFault implements Http1Fault {
  SECOND_REQUEST_CLOSES(
      new FaultSpec(
              "Closes after a response when no further request is there yet, and does not say so.")
          .kills("http1.persistence.second-request", "http1.timeout.idle-kept")),
  CLOSE_IGNORED(
      new FaultSpec("Keeps a connection open that the client asked to close.")
          .kills("http1.persistence.close-honoured")),
  CLOSE_NOT_ANNOUNCED(
      new FaultSpec("Closes as it was asked to, but without saying so in the last response.")
          .kills("http1.persistence.close-announced")),
  HTTP10_KEPT_OPEN(
      new FaultSpec("Keeps the connection of an HTTP/1.0 client open that never asked for that.")
          .kills("http1.persistence.http10-closes")),
  PIPELINE_ANSWERED_NEWEST_FIRST(
      new FaultSpec("Answers the newest first when different resources are asked for together.")
          .kills(
              "http1.pipelining.order",
              "http1.pipelining.slow-first",
              "http1.segmentation.remainder-later")),
  PIPELINE_CUT_AT_SIXTEEN(
      new FaultSpec("Drops what is left in its buffer after sixteen requests in a row.")
          .kills("http1.pipelining.hundred")),
  HALF_CLOSE_TAKEN_FOR_ABORT(
      new FaultSpec(
              "Gives up a request when its client finishes sending before the response is ready.")
          .kills("http1.half-close.answered")),
  ONE_HEAD_AT_A_TIME(
      new FaultSpec(
              "Reads one head at a time, so that a client that never ends its own holds up all.")
          .kills("http1.concurrency.held-connections")),
  PORT_NOT_REUSED(
      new FaultSpec(
              "Listens without SO_REUSEADDR, which fails while an old connection is in TIME_WAIT.")
          .kills("http1.lifecycle.restart-on-same-port")),
  RESET_INSTEAD_OF_FIN(
      new FaultSpec("Sets SO_LINGER to zero, so that every requested close is a reset.")
          .kills("http1.ending.after-close")),
  NAGLE_ON_WITH_TWO_WRITES(
      new FaultSpec("Writes head and body apart and leaves Nagle's algorithm on.")
          .kills("nagle.replies.not-held-back")),
  WEIGHT_ENDS_SERVER(
      new FaultSpec("Ends when the weight of a language has no digits, which throws.")
          .kills("http1.robustness.survives"));

  private final FaultSpec spec;

  ConnectionFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
