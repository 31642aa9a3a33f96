package dev.wireproof.reference.web;

import java.util.List;

/// The refusal of a request, which becomes an `application/problem+json` body (RFC 9457).
public final class Problem extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<String> fields;

  /// A refusal with a status and a sentence for the client.
  ///
  /// @param fields further field lines, such as `Retry-After: 1`
  public Problem(int status, String detail, String... fields) {
    super(detail, null, false, false);
    this.status = status;
    this.fields = List.of(fields);
  }

  public int status() {
    return status;
  }

  public List<String> fields() {
    return fields;
  }
}
