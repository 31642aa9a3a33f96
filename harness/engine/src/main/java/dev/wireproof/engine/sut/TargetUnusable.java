package dev.wireproof.engine.sut;

/// The target cannot be judged: unreachable, exited, never ready, or without its base control. The
/// message is one line: what, and how to mend it. Exit code 3.
public final class TargetUnusable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TargetUnusable(String message) {
    super(message);
  }
}
