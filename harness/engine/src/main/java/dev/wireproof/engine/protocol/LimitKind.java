package dev.wireproof.engine.protocol;

import dev.wireproof.engine.input.Durations;

/// What a limit's value is.
public enum LimitKind {
  DURATION("a duration such as 2s"),
  /// Of things or of octets.
  NUMBER("a whole number");

  private final String words;

  LimitKind(String words) {
    this.words = words;
  }

  /// In words that end the sentence “this is …”.
  public String words() {
    return words;
  }

  public boolean fits(String value) {
    return this == DURATION ? Durations.parse(value).isPresent() : value.matches("\\d{1,12}");
  }
}
