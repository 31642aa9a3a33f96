package dev.wireproof.reference.http1.fault;

/// What a server gets wrong about methods, expectations and what a response says.
public enum SemanticsFault implements Http1Fault {
  PAGE_EMPTY(
      new FaultSpec("Answers its page with 200 and nothing in it.")
          .kills("http1.base.answers-get")),
  HEAD_ANSWERED_WITH_BODY(
      new FaultSpec("Handles HEAD like GET and sends the body too.")
          .kills(
              "http1.head.no-body",
              "http1.head.no-body-of-error",
              "http1.head.no-chunks",
              "http1.pipelining.bodiless",
              "http1.response.bodiless-body")),
  CONTINUE_NOT_SENT(
      new FaultSpec("Waits for a body whose client waits for 100 (Continue).")
          .kills("http1.expect.continue")),
  UNKNOWN_METHOD_TAKEN_FOR_GET(
      new FaultSpec("Answers a method that it does not know as if it were GET.")
          .kills("http1.method.unknown")),
  DATE_OMITTED(
      new FaultSpec("Sends no Date, though it has a clock.")
          .kills("http1.response.date", "http1.response.date-of-refusal")),
  CONNECTION_REMEMBERED(
      new FaultSpec("Numbers its connections and shows each client its own number on the page.")
          .kills("http1.state.same-answer-on-every-connection"));

  private final FaultSpec spec;

  SemanticsFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
