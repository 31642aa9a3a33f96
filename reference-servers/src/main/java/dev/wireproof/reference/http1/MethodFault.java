package dev.wireproof.reference.http1;

/// What a server gets wrong about methods and about the fields that go with a refusal.
enum MethodFault implements Http1Fault {
  PARTIAL_PUT_TAKEN_FOR_WHOLE(
      new Bug("Takes a PUT with Content-Range for the whole file, and so cuts it off.")
          .kills("http1.method.put-content-range")),
  CHALLENGE_OMITTED(
      new Bug("Sends 401 and does not say how to log in.").kills("http1.response.challenge"));

  private final Bug bug;

  MethodFault(Bug bug) {
    this.bug = bug;
  }

  @Override
  public Bug bug() {
    return bug;
  }
}
