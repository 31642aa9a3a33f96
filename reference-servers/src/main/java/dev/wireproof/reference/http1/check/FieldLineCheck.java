package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.reference.http1.message.Syntax;
import java.util.function.Predicate;

/// What a line of a header or trailer section must be (RFC 9112 §5, RFC 9110 §5.5).
public enum FieldLineCheck implements Check.On<String> {
  HAS_A_COLON(line -> line.indexOf(':') < 0),
  NO_SPACE_BEFORE_COLON(line -> endsInBlank(name(line))),
  NAME_IS_A_TOKEN(line -> line.indexOf(':') >= 0 && !Syntax.isToken(Syntax.trim(name(line)))),
  VALUE_HAS_NO_NUL(line -> line.indexOf('\0') >= 0),
  VALUE_HAS_NO_CONTROLS(line -> line.chars().anyMatch(c -> c != 0 && Syntax.isControl(c)));

  private final Predicate<String> broken;

  FieldLineCheck(Predicate<String> broken) {
    this.broken = broken;
  }

  private static String name(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? "" : line.substring(0, colon);
  }

  private static boolean endsInBlank(String name) {
    return !name.isEmpty() && Syntax.isBlank(name.charAt(name.length() - 1));
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
