package dev.wireproof.cli.console;

/// What the command ends with, beside 0 where the gate holds and 1 where it does not.
public final class ExitCode {

  /// Bad usage or input.
  public static final int BAD_INPUT = 2;

  /// The target cannot be used, or the harness failed.
  public static final int UNUSABLE = 3;

  private ExitCode() {}
}
