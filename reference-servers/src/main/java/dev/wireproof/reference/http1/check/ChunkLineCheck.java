package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Status;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What the line before a chunk must be (RFC 9112 §7.1): a size in hexadecimal digits, then
/// extensions, which are ignored but must be well-formed.
public enum ChunkLineCheck implements Check.On<String> {
  SIZE_IS_HEXADECIMAL(line -> !Formats.SIZE.matcher(line).matches()),
  EXTENSIONS_ARE_WELL_FORMED(
      line -> line.indexOf(';') >= 0 && !Formats.WITH_EXTENSIONS.matcher(line).matches());

  private final Predicate<String> broken;

  ChunkLineCheck(Predicate<String> broken) {
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

  private static final class Formats {
    static final Pattern SIZE = Pattern.compile("[0-9A-Fa-f]+(?:[ \\t]*;.*)?");

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String QUOTED =
        "\"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*+\"";
    static final Pattern WITH_EXTENSIONS =
        Pattern.compile(
            "[0-9A-Fa-f]+(?:[ \\t]*+;[ \\t]*+%s(?:[ \\t]*+=[ \\t]*+(?:%s|%s))?)*+"
                .formatted(TOKEN, TOKEN, QUOTED));
  }
}
