package dev.wireproof.reference.http1.fault;

import dev.wireproof.reference.http1.check.HostCheck;

/// What a server gets wrong about when a connection ends, and what it has read by then.
public enum PersistenceFault implements Http1Fault {
  CLOSE_COMPARED_BY_CASE(
      new FaultSpec("Knows close in lower case only.").kills("http1.persistence.close-in-list")),
  CLOSE_SOUGHT_AS_WHOLE_VALUE(
      new FaultSpec("Looks for close as the whole value of Connection, never in a list.")
          .kills("http1.persistence.close-in-list", "http1.persistence.close-beats-keep-alive")),
  KEEP_ALIVE_BEATS_CLOSE(
      new FaultSpec("Keeps the connection when Connection says both close and keep-alive.")
          .kills("http1.persistence.close-beats-keep-alive")),
  HTTP10_KEPT_WITHOUT_A_WORD(
      new FaultSpec(
              "Keeps the connection of an HTTP/1.0 client that asked for it, and does not say so.")
          .kills("http1.persistence.http10-keep-alive")),
  PIPELINE_BEHIND_CLOSE_ANSWERED(
      new FaultSpec("Answers what is in its buffer before it does what close asks for.")
          .kills("http1.persistence.nothing-after-close")),
  CLOSE_SAID_AND_NOT_DONE(
      new FaultSpec("Says Connection: close in an error and leaves the connection open.")
          .pretends(HostCheck.IS_SINGLE)
          .kills("http1.persistence.announced-close")),
  ONE_REQUEST_EACH(
      new FaultSpec("Closes each connection after its first response, and says so.")
          .kills("http1.persistence.second-request")),
  CLOSES_AFTER_TEN(
      new FaultSpec("Closes after ten requests without having said so.")
          .kills("http1.persistence.end-is-announced")),
  ERROR_ENDS_CONNECTION(
      new FaultSpec("Closes the connection after every 404.")
          .kills("http1.persistence.after-error")),
  REMAINDER_DROPPED(
      new FaultSpec("Throws away the beginning of a request that came along with the one before.")
          .kills("http1.segmentation.remainder-later")),
  BODY_TAKEN_FROM_ONE_READ(
      new FaultSpec("Takes what one read returns for the whole body, whatever Content-Length says.")
          .kills(
              "http1.segmentation.body-in-pieces",
              "http1.framing.short-body",
              "http1.octets.large-body")),
  REFUSED_BODY_LEFT_UNREAD(
      new FaultSpec("Refuses an upload by its head and takes the body for the next request.")
          .kills("http1.persistence.refused-body", "http1.framing.unread-body-of-other-methods")),
  CLOSES_WITHOUT_LINGERING(
      new FaultSpec("Closes with octets unread, so that the kernel sends a reset after the answer.")
          .kills("http1.ending.after-refused-upload", "http1.ending.refusal-arrives")),
  SLOW_ANSWER_OVERTAKEN(
      new FaultSpec(
              "Sends the answer that is ready first, though a slower one was asked for before.")
          .kills("http1.pipelining.slow-first"));

  private final FaultSpec spec;

  PersistenceFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
