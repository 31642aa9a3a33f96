package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Status;
import java.util.Locale;

/// A rule that every incoming message is held to. What breaks it is refused with [#status()], and
/// the connection is closed, because where the next message would begin is no longer certain.
public interface Check {

  Status status();

  /// The constant's name.
  String name();

  /// The rule in words, for the client that broke it.
  default String rule() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// A check that can be made on one finished part of a message.
  interface On<T> extends Check {
    boolean brokenBy(T part);
  }
}
