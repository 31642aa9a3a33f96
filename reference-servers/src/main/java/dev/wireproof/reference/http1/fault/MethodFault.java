package dev.wireproof.reference.http1.fault;

/// What a server gets wrong about methods and about the fields that go with a refusal.
public enum MethodFault implements Http1Fault {
  HEAD_UNKNOWN(
      new FaultSpec("Has handlers for GET and POST, and answers HEAD with 501.")
          .kills("http1.method.head")),
  HEAD_ERROR_WITH_BODY(
      new FaultSpec("Sends its error page in answer to HEAD too.")
          .kills(
              "http1.head.no-body-of-error",
              "http1.pipelining.bodiless",
              "http1.response.bodiless-body")),
  HEAD_ENDS_WITH_A_CHUNK(
      new FaultSpec("Leaves out the chunks for HEAD and sends the last one.")
          .kills("http1.head.no-chunks")),
  HEAD_LENGTH_ZERO(
      new FaultSpec("Counts the body that it does not send: Content-Length: 0 in answer to HEAD.")
          .kills("http1.head.content-length")),
  HEAD_WITHOUT_VALIDATORS(
      new FaultSpec("Answers HEAD without ETag and Last-Modified.")
          .kills("http1.head.same-fields")),
  METHODS_WITHOUT_CASE(new FaultSpec("Takes get for GET.").kills("http1.method.case")),
  NOT_ALLOWED_TAKEN_FOR_MALFORMED(
      new FaultSpec("Answers 400 to a method that it knows and does not allow.")
          .kills("http1.method.not-allowed")),
  ALLOW_OMITTED(
      new FaultSpec("Answers 405 and does not say what is allowed.").kills("http1.response.allow")),
  OPTIONS_WITHOUT_ALLOW(
      new FaultSpec("Answers OPTIONS with 200 and nothing else.").kills("http1.method.options")),
  TRACE_SHOWS_CREDENTIALS(
      new FaultSpec("Sends TRACE back with Cookie and Authorization, for any script to read.")
          .kills("http1.method.trace")),
  CREATION_NOT_TOLD(new FaultSpec("Answers 204 to every PUT.").kills("http1.method.put-creates")),
  REPLACEMENT_TAKEN_FOR_CREATION(
      new FaultSpec("Answers 201 to every PUT.").kills("http1.method.put-replaces")),
  UNKNOWN_FIELD_REFUSED(
      new FaultSpec("Refuses a PUT with a field that it does not know.")
          .kills("http1.method.put-unknown-field")),
  PARTIAL_PUT_TAKEN_FOR_WHOLE(
      new FaultSpec("Takes a PUT with Content-Range for the whole file, and so cuts it off.")
          .kills("http1.method.put-content-range")),
  CHALLENGE_OMITTED(
      new FaultSpec("Sends 401 and does not say how to log in.").kills("http1.response.challenge"));

  private final FaultSpec spec;

  MethodFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
