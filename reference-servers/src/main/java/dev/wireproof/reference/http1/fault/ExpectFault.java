package dev.wireproof.reference.http1.fault;

/// What a server gets wrong about clients that wait before they send a body.
public enum ExpectFault implements Http1Fault {
  CONTINUE_SENT_TO_HTTP10(
      new FaultSpec("Sends 100 to HTTP/1.0 clients, which take it for the answer.")
          .kills("http1.expect.http10")),
  UNKNOWN_EXPECTATION_CRASHES(
      new FaultSpec("Fails with 500 on an expectation that it does not know.")
          .kills("http1.expect.unknown")),
  EXPECTATION_COMPARED_BY_CASE(
      new FaultSpec("Refuses 100-Continue with a capital C as an unknown expectation.")
          .kills("http1.expect.case-insensitive")),
  CONTINUE_WITHOUT_A_BODY(
      new FaultSpec("Says 100 also to a client that has no body to send.")
          .kills("http1.expect.no-body")),
  BODY_UNREAD_AFTER_CONTINUE(
      new FaultSpec("Asks for the body with 100 and then answers without reading it.")
          .kills("http1.expect.final-after-continue")),
  REFUSED_WITHOUT_CLOSE(
      new FaultSpec("Refuses a waiting client and goes on, though the body may still come.")
          .kills("http1.expect.refused-body")),
  REFUSED_CLOSE_NOT_ANNOUNCED(
      new FaultSpec("Closes on a client that waits without having said so in its refusal.")
          .kills("http1.expect.refusal-says-close"));

  private final FaultSpec spec;

  ExpectFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
