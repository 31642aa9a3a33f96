package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Status;
import java.util.function.Predicate;

/// Rules for chunk lines that no RFC makes and some servers do.
public enum InventedChunkRule implements Check.On<String> {
  SIZE_IS_IN_LOWER_CASE(
      line -> line.chars().takeWhile(c -> c != ';').anyMatch(Character::isUpperCase)),
  THERE_IS_NO_EXTENSION(line -> line.indexOf(';') >= 0),
  THERE_ARE_NO_QUOTES(line -> line.indexOf('"') >= 0);

  private final Predicate<String> broken;

  InventedChunkRule(Predicate<String> broken) {
    this.broken = broken;
  }

  @Override
  public boolean brokenBy(String line) {
    return broken.test(line);
  }

  @Override
  public Status status() {
    return Status.BAD_REQUEST;
  }
}
