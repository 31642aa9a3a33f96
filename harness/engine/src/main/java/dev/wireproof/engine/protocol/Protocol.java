package dev.wireproof.engine.protocol;

/// A way of speaking with a target. Found by [java.util.ServiceLoader]; the engine knows no other.
public interface Protocol {

  /// Its one name, such as `http1`.
  String name();
}
