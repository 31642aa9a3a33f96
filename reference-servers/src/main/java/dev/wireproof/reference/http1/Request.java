package dev.wireproof.reference.http1;

/// A whole request, and the connection that it came on.
record Request(Head head, Body body, Visitor visitor) {

  Fields fields() {
    return head.fields();
  }

  /// True for GET alone: ranges are defined for no other method (RFC 9110 §14.2).
  boolean isGet() {
    return head.method().filter(method -> method == Method.GET).isPresent();
  }
}
