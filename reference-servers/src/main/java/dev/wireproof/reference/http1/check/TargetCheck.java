package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.RequestLine;
import dev.wireproof.reference.http1.message.RequestTarget;
import dev.wireproof.reference.http1.message.Status;
import java.util.function.Predicate;

/// What the target of a request must be, given its method (RFC 9112 §3.2).
public enum TargetCheck implements Check.On<RequestLine> {
  AUTHORITY_FORM_IS_FOR_CONNECT(
      line -> RequestTarget.of(line) instanceof RequestTarget.AuthorityForm && !isConnect(line)),
  CONNECT_NAMES_A_PORT(
      line -> isConnect(line) && !(RequestTarget.of(line) instanceof RequestTarget.AuthorityForm)),
  IS_IN_A_KNOWN_FORM(line -> isMalformed(line) && !line.target().startsWith("/")),
  HAS_ONLY_URI_CHARACTERS(line -> isMalformed(line) && line.target().startsWith("/")),
  ASTERISK_IS_FOR_OPTIONS(line ->
      RequestTarget.of(line) instanceof RequestTarget.Asterisk
          && !line.method().equals(Method.OPTIONS.name()));

  private final Predicate<RequestLine> broken;

  TargetCheck(Predicate<RequestLine> broken) {
    this.broken = broken;
  }

  private static boolean isConnect(RequestLine line) {
    return line.method().equals(Method.CONNECT.name());
  }

  private static boolean isMalformed(RequestLine line) {
    return RequestTarget.of(line) instanceof RequestTarget.Malformed && !isConnect(line);
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
