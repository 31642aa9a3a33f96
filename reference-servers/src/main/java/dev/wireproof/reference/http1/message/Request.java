package dev.wireproof.reference.http1.message;

/// A whole request, and the connection that it came on.
public record Request(Head head, Body body, ConnectionId connection) {

  public Fields fields() {
    return head.fields();
  }

  /// True for GET alone: ranges are defined for no other method (RFC 9110 §14.2).
  boolean isGet() {
    return head.method().filter(method -> method == Method.GET).isPresent();
  }
}
