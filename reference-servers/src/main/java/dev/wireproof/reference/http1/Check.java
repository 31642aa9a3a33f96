package dev.wireproof.reference.http1;

/// A rule that every incoming message is held to. What breaks it is refused with [#status()], and
/// the connection is closed, because where the next message would begin is no longer certain.
interface Check {

  Status status();

  /// A check that can be made on one finished part of a message.
  interface On<T> extends Check {
    boolean brokenBy(T part);
  }
}
