package dev.wireproof.reference.http1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Reads a header or trailer section up to and with the empty line that ends it (RFC 9112 §5).
final class FieldReader {

  private static final int LINE_END = 2;

  private final LineReader lines;
  private final Faults faults;

  FieldReader(LineReader lines, Faults faults) {
    this.lines = lines;
    this.faults = faults;
  }

  /// @param most octets of the whole section
  /// @param bound the check that a larger section breaks
  Fields section(int most, Check bound) throws IOException, Refused {
    var fields = new ArrayList<Fields.Line>();
    int left = most;
    for (String text = lines.line(left, bound); !text.isEmpty(); text = lines.line(left, bound)) {
      faults.examine(text, FieldLineCheck.values());
      parse(text).ifPresent(fields::add);
      left = Math.max(0, left - text.length() - LINE_END);
    }
    return new Fields(fields, sameName());
  }

  /// Nothing for a line without a colon, in a server that let it pass.
  private static Optional<Fields.Line> parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Optional.of(
            new Fields.Line(
                Syntax.trim(text.substring(0, colon)), Syntax.trim(text.substring(colon + 1))));
  }

  private BiPredicate<String, String> sameName() {
    return faults.has(FieldFault.NAMES_COMPARED_BY_CASE)
        ? String::equals
        : String::equalsIgnoreCase;
  }
}
