package dev.wireproof.reference.http1;

import java.util.function.Predicate;

/// What the target of a request must be, given its method (RFC 9112 §3.2).
enum TargetCheck implements Check.On<RequestLine> {
  IS_WELL_FORMED(line -> Target.of(line) instanceof Target.Malformed),
  ASTERISK_IS_FOR_OPTIONS(line ->
      Target.of(line) instanceof Target.Asterisk && !line.method().equals(Method.OPTIONS.name()));

  private final Predicate<RequestLine> broken;

  TargetCheck(Predicate<RequestLine> broken) {
    this.broken = broken;
  }

  @Override
  public boolean brokenBy(RequestLine line) {
    return broken.test(line);
  }

  @Override
  public Status status() {
    return Status.BAD_REQUEST;
  }
}
