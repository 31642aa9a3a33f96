package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.RequestLine;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.reference.http1.message.Syntax;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a request line must be (RFC 9112 §2.3, §3).
public enum RequestLineCheck implements Check.On<RequestLine> {
  HAS_A_TARGET(Status.BAD_REQUEST, line -> line.words().size() < 2),
  /// Without a version it is HTTP/0.9, which is not in use any more.
  HAS_A_VERSION(Status.BAD_REQUEST, line -> line.words().size() == 2),
  HAS_SINGLE_SPACES(
      Status.BAD_REQUEST, line -> !String.join(" ", line.words()).equals(line.text())),
  HAS_NO_FOURTH_PART(Status.BAD_REQUEST, line -> line.words().size() > 3),
  METHOD_IS_A_TOKEN(Status.BAD_REQUEST, line -> !Syntax.isToken(line.method())),
  METHOD_IS_NO_LONGER_THAN_ANY(Status.NOT_IMPLEMENTED, line -> line.method().length() > 64),
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
    static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");
  }
}
