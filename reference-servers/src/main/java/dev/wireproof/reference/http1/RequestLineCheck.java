package dev.wireproof.reference.http1;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a request line must be (RFC 9112 §2.3, §3).
enum RequestLineCheck implements Check.On<RequestLine> {
  HAS_THREE_PARTS(Status.BAD_REQUEST, line -> !Formats.THREE_PARTS.matcher(line.text()).matches()),
  METHOD_IS_A_TOKEN(Status.BAD_REQUEST, line -> !Syntax.isToken(line.method())),
  VERSION_IS_WELL_FORMED(
      Status.BAD_REQUEST, line -> !Formats.VERSION.matcher(line.version()).matches()),
  MAJOR_VERSION_IS_ONE(Status.VERSION_NOT_SUPPORTED, line -> !line.version().startsWith("HTTP/1."));

  private final Status status;
  private final Predicate<RequestLine> broken;

  RequestLineCheck(Status status, Predicate<RequestLine> broken) {
    this.status = status;
    this.broken = broken;
  }

  @Override
  public boolean brokenBy(RequestLine line) {
    return broken.test(line);
  }

  @Override
  public Status status() {
    return status;
  }

  private static final class Formats {
    static final Pattern THREE_PARTS = Pattern.compile("[^ ]+ [^ ]+ [^ ]+");
    static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");
  }
}
