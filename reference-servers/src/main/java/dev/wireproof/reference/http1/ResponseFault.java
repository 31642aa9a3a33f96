package dev.wireproof.reference.http1;

/// What a server gets wrong in what every response has: status line, fields, length.
enum ResponseFault implements Http1Fault {
  REASON_LEFT_OUT_WITH_ITS_SPACE(
      new Bug("Leaves out the reason phrase and the space before it, which belongs to the code.")
          .kills("http1.response.status-line"));

  private final Bug bug;

  ResponseFault(Bug bug) {
    this.bug = bug;
  }

  @Override
  public Bug bug() {
    return bug;
  }
}
