package dev.wireproof.reference.http1.fault;

/// What a server gets wrong by remembering, per connection, what belongs to a request.
public enum ConnectionStateFault implements Http1Fault {
  USER_REMEMBERED(
      new FaultSpec("Takes a request without credentials for one of the user who was here before.")
          .kills("http1.state.user-not-remembered")),
  FIRST_USER_REMEMBERED(
      new FaultSpec(
              "Checks credentials once a connection, and takes all that follows for the same user.")
          .kills("http1.state.users-interleaved")),
  USER_BOUND_TO_CONNECTION(
      new FaultSpec("Knows a user only on the connection where it first saw the credentials.")
          .kills("http1.state.user-on-two-connections", "http1.state.users-interleaved")),
  HOST_CHECKED_ONCE(
      new FaultSpec("Checks Host in the first request of a connection only.")
          .kills("http1.state.host-of-each-request")),
  FIELDS_CARRIED_OVER(
      new FaultSpec(
              "Uses its request object again without clearing the fields that it does not know.")
          .kills("http1.state.fields-not-carried-over")),
  WRITES_KEPT_ON_CONNECTION(
      new FaultSpec("Keeps what a client stores in the session of its connection.")
          .kills("http1.state.seen-on-every-connection"));

  private final FaultSpec spec;

  ConnectionStateFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
