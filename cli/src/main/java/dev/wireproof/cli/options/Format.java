package dev.wireproof.cli.options;

/// What a command prints.
public enum Format {
  /// Text for a person.
  CONSOLE,
  /// One JSON value for a program.
  JSON
}
