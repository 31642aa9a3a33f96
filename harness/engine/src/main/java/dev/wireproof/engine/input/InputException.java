package dev.wireproof.engine.input;

/// The user asked for something that does not exist or cannot be read. The message is one line:
/// what, where, and how to mend it. Exit code 2.
public final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }
}
