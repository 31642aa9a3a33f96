package dev.wireproof.reference.http1.message;

/// A whole request, and the connection that it came on.
public record Request(Head head, Body body, ConnectionId connection) {

  public Fields fields() {
    return head.fields();
  }
}
