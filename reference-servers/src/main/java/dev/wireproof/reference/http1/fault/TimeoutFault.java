package dev.wireproof.reference.http1.fault;

/// What a server gets wrong about clients that take their time.
public enum TimeoutFault implements Http1Fault {
  IDLE_KEPT_FOR_EVER(new FaultSpec("Never closes an idle connection.").kills("http1.timeout.idle")),
  IDLE_CLOSED_EARLY(
      new FaultSpec("Closes an idle connection well before the time that it promised.")
          .kills("http1.timeout.idle-kept")),
  IDLE_RESET(
      new FaultSpec("Ends an idle connection with a reset.").kills("http1.timeout.idle-graceful")),
  HEAD_AWAITED_FOR_EVER(
      new FaultSpec("Waits for the end of a request head for as long as it takes.")
          .kills("http1.timeout.header", "http1.timeout.header-drip", "http1.timeout.header-end")),
  HEAD_TIMER_RESTARTS(
      new FaultSpec("Begins its time-out anew with each octet, so that a drip keeps it waiting.")
          .kills("http1.timeout.header-drip")),
  TIMES_OUT_WITHOUT_A_WORD(
      new FaultSpec("Closes without 408 when a head takes too long.")
          .kills("http1.timeout.header-end")),
  BODY_AWAITED_FOR_EVER(
      new FaultSpec("Waits for the rest of a body for as long as it takes.")
          .kills("http1.timeout.body"));

  private final FaultSpec spec;

  TimeoutFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
