package dev.wireproof.engine.sut;

import java.net.URI;

/// A server of the harness's own that stands behind a target, so that it is seen what the target
/// asks of others.
public interface Backend extends AutoCloseable {

  /// The variable of a started target's environment that says where it is, such as `UPSTREAM`.
  String variable();

  /// What the variable says.
  URI base();

  @Override
  void close();
}
