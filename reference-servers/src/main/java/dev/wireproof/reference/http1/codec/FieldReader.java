package dev.wireproof.reference.http1.codec;

import dev.wireproof.reference.http1.check.Check;
import dev.wireproof.reference.http1.check.FieldLineCheck;
import dev.wireproof.reference.http1.check.IndentCheck;
import dev.wireproof.reference.http1.check.LimitCheck;
import dev.wireproof.reference.http1.check.Refused;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.FieldFault;
import dev.wireproof.reference.http1.fault.FramingFault;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Framing;
import dev.wireproof.reference.http1.message.Syntax;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Reads a header or trailer section up to and with the empty line that ends it (RFC 9112 §5).
final class FieldReader {

  private static final int LINE_END = 2;
  private static final int MOST_LINES = 1000;

  private final OctetLineReader lines;
  private final Faults faults;

  FieldReader(OctetLineReader lines, Faults faults) {
    this.lines = lines;
    this.faults = faults;
  }

  /// @param most octets of the whole section
  /// @param bound the check that a larger section breaks
  Fields section(int most, Check bound) throws IOException, Refused {
    var fields = new ArrayList<Fields.Line>();
    int left = most;
    for (String text = lines.line(left, bound); !text.isEmpty(); text = lines.line(left, bound)) {
      if (!continues(text, fields)) {
        faults.examine(text, FieldLineCheck.values());
        parse(text).filter(line -> isKept(line, fields)).ifPresent(fields::add);
        requireFew(fields);
      }
      left = Math.max(0, left - text.length() - LINE_END);
      if (isCutShort(text)) {
        break;
      }
    }
    return new Fields(fields, sameName());
  }

  /// Refuses a line that begins with a space or tab. True in a server that takes it for the rest of
  /// the line before.
  private boolean continues(String text, List<Fields.Line> before) throws Refused {
    if (!Syntax.isBlank(text.charAt(0))) {
      return false;
    }
    if (before.isEmpty()) {
      faults.refuse(IndentCheck.NO_BLANK_BEFORE_FIRST_FIELD);
      return false;
    }
    faults.refuse(IndentCheck.IS_NOT_FOLDED);
    if (keepsLineBreaks()) {
      Fields.Line last = before.removeLast();
      before.add(new Fields.Line(last.name(), last.value() + "\r\n" + text));
    }
    return keepsLineBreaks() || dropsContinuations();
  }

  /// Nothing for a line without a colon, in a server that let it pass.
  private Optional<Fields.Line> parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Optional.of(
            new Fields.Line(
                Syntax.trim(text.substring(0, colon)), value(text.substring(colon + 1))));
  }

  private boolean isKept(Fields.Line line, List<Fields.Line> before) {
    return !line.name().equalsIgnoreCase(Framing.TRANSFER_ENCODING)
        || !(hidesCodingBehindComma(line) || (takesFirstCodingLine() && has(before, line)));
  }

  private static boolean has(List<Fields.Line> lines, Fields.Line line) {
    return lines.stream().anyMatch(each -> each.name().equalsIgnoreCase(line.name()));
  }

  private boolean hidesCodingBehindComma(Fields.Line line) {
    return faults.has(FramingFault.CODING_HIDDEN_BY_COMMA) && line.value().startsWith(",");
  }

  private boolean takesFirstCodingLine() {
    return faults.has(FramingFault.FIRST_CODING_LINE_TAKEN);
  }

  private String value(String text) {
    return faults.has(FieldFault.TRAILING_BLANK_KEPT) ? text.stripLeading() : Syntax.trim(text);
  }

  private void requireFew(List<Fields.Line> fields) throws Refused {
    if (fields.size() > MOST_LINES) {
      faults.refuse(LimitCheck.FIELDS_ARE_NOT_TOO_MANY);
    }
  }

  private boolean isCutShort(String text) {
    return faults.has(FieldFault.HEAD_CUT_AFTER_HOST)
        && text.startsWith("Host:")
        && !lines.hasMore();
  }

  private boolean keepsLineBreaks() {
    return faults.has(FieldFault.FOLD_KEEPS_LINE_BREAK);
  }

  private boolean dropsContinuations() {
    return faults.has(FieldFault.CONTINUATION_DROPPED);
  }

  private BiPredicate<String, String> sameName() {
    return faults.has(FieldFault.NAMES_COMPARED_BY_CASE)
        ? String::equals
        : String::equalsIgnoreCase;
  }
}
