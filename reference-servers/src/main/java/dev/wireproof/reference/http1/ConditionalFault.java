package dev.wireproof.reference.http1;

/// What a server gets wrong about conditional and range requests.
enum ConditionalFault implements Http1Fault {
  IF_NONE_MATCH_IGNORED(
      new Bug("Sends entity tags and never compares the ones that come back.")
          .kills("http1.conditional.if-none-match"));

  private final Bug bug;

  ConditionalFault(Bug bug) {
    this.bug = bug;
  }

  @Override
  public Bug bug() {
    return bug;
  }
}
