package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.RequestLine;
import dev.wireproof.reference.http1.message.Status;
import java.util.function.Predicate;

/// Rules for request lines that no RFC makes and some servers do.
public enum InventedLineRule implements Check.On<RequestLine> {
  MINOR_VERSION_IS_KNOWN(
      Status.VERSION_NOT_SUPPORTED,
      line -> !line.version().equals("HTTP/1.1") && !line.version().equals("HTTP/1.0")),
  IS_AT_MOST_4096_OCTETS(Status.URI_TOO_LONG, line -> line.text().length() > 4096),
  TARGET_IS_A_PATH(Status.NOT_FOUND, line -> line.target().equals("*"));

  private final Status status;
  private final Predicate<RequestLine> broken;

  InventedLineRule(Status status, Predicate<RequestLine> broken) {
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
}
