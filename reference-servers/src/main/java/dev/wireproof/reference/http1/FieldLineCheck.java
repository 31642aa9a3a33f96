package dev.wireproof.reference.http1;

import java.util.function.Predicate;

/// What a line of a header or trailer section must be (RFC 9112 §5, RFC 9110 §5.5).
enum FieldLineCheck implements Check.On<String> {
  /// Also catches whitespace before the first field (RFC 9112 §2.2).
  IS_NOT_FOLDED(line -> Syntax.isBlank(line.charAt(0))),
  HAS_A_COLON(line -> line.indexOf(':') < 0),
  NO_SPACE_BEFORE_COLON(line -> !name(line).equals(Syntax.trim(name(line)))),
  NAME_IS_A_TOKEN(line -> line.indexOf(':') >= 0 && !Syntax.isToken(Syntax.trim(name(line)))),
  VALUE_HAS_NO_CONTROLS(line -> line.chars().anyMatch(Syntax::isControl));

  private final Predicate<String> broken;

  FieldLineCheck(Predicate<String> broken) {
    this.broken = broken;
  }

  private static String name(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? "" : line.substring(0, colon);
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
