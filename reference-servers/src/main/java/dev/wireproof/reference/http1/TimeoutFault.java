package dev.wireproof.reference.http1;

/// What a server gets wrong about clients that take their time.
enum TimeoutFault implements Http1Fault {
  IDLE_KEPT_FOR_EVER(
      new Bug("Never closes a connection that nobody uses.").kills("http1.timeout.idle")),
  IDLE_CLOSED_EARLY(
      new Bug("Closes an idle connection well before the time that it promised.")
          .kills("http1.timeout.idle-kept")),
  IDLE_RESET(new Bug("Ends an idle connection with a reset.").kills("http1.timeout.idle-graceful")),
  HEAD_AWAITED_FOR_EVER(
      new Bug("Waits for the end of a request head for as long as it takes.")
          .kills("http1.timeout.header", "http1.timeout.header-drip", "http1.timeout.header-end")),
  HEAD_TIMER_RESTARTS(
      new Bug("Begins its time-out anew with each octet, so that a drip keeps it waiting.")
          .kills("http1.timeout.header-drip")),
  TIMES_OUT_WITHOUT_A_WORD(
      new Bug("Closes without 408 when a head takes too long.").kills("http1.timeout.header-end")),
  BODY_AWAITED_FOR_EVER(
      new Bug("Waits for the rest of a body for as long as it takes.").kills("http1.timeout.body"));

  private final Bug bug;

  TimeoutFault(Bug bug) {
    this.bug = bug;
  }

  @Override
  public Bug bug() {
    return bug;
  }
}
