package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.RangeFault;
import dev.wireproof.reference.http1.message.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the value of a Range field (RFC 9110 §14.1.1, §14.1.2).
final class RangeReader {

  private static final Pattern SPEC = Pattern.compile("(\\d*)-(\\d*)");

  private final Faults faults;

  RangeReader(Faults faults) {
    this.faults = faults;
  }

  /// The ranges that `value` asks for and that `size` octets can satisfy; nothing when the value is
  /// in another unit or malformed, and so has to be ignored.
  Optional<List<ByteRange>> read(String value, int size) {
    int equals = value.indexOf('=');
    if (equals < 0 || !isOurUnit(value.substring(0, equals))) {
      return Optional.empty();
    }
    var ranges = new ArrayList<ByteRange>();
    boolean any = false;
    for (String element : value.substring(equals + 1).split(",", -1)) {
      String text = Syntax.trim(element);
      if (text.isEmpty()) {
        continue;
      }
      Matcher spec = SPEC.matcher(text);
      if (!spec.matches() || !isOrdered(spec.group(1), spec.group(2))) {
        return ifMalformed(spec, size);
      }
      any = true;
      within(spec.group(1), spec.group(2), size).ifPresent(ranges::add);
    }
    return any ? Optional.of(ranges) : Optional.empty();
  }

  private boolean isOurUnit(String unit) {
    return unit.toLowerCase(Locale.ROOT).equals("bytes")
        || faults.has(RangeFault.UNKNOWN_UNIT_TAKEN_FOR_OCTETS);
  }

  private Optional<List<ByteRange>> ifMalformed(Matcher spec, int size) {
    if (faults.has(RangeFault.INVALID_RANGE_CRASHES)) {
      throw new NumberFormatException("not a range");
    }
    return spec.matches() && faults.has(RangeFault.INVALID_RANGE_MENDED)
        ? within(spec.group(2), spec.group(1), size).map(List::of)
        : Optional.empty();
  }

  private static boolean isOrdered(String first, String last) {
    if (first.isEmpty()) {
      return !last.isEmpty();
    }
    return last.isEmpty() || compare(first, last) <= 0;
  }

  private Optional<ByteRange> within(String first, String last, int size) {
    if (first.isEmpty() && !faults.has(RangeFault.SUFFIX_TAKEN_FROM_THE_START)) {
      int suffix = Math.min(clamp(last), size);
      return suffix <= 0 ? Optional.empty() : Optional.of(new ByteRange(size - suffix, size - 1));
    }
    int start = clamp(first);
    int end = last.isEmpty() ? size - 1 : clamp(last);
    if (end >= size && faults.has(RangeFault.RANGE_PAST_THE_END_REFUSED)) {
      return Optional.empty();
    }
    int inside = Math.min(isExcluded(end, size) ? Math.max(start, end - 1) : end, size - 1);
    return start < size ? Optional.of(new ByteRange(start, inside)) : Optional.empty();
  }

  private boolean isExcluded(int end, int size) {
    return end < size - 1 && faults.has(RangeFault.RANGE_END_EXCLUDED);
  }

  /// Compares numbers of any length.
  private static int compare(String one, String other) {
    String a = significant(one);
    String b = significant(other);
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  /// The number, or the largest there is: a position of 2^64 is past every end, not near the start.
  private int clamp(String digits) {
    String number = significant(digits);
    if (faults.has(RangeFault.RANGE_NUMBERS_WRAP)) {
      return number.chars().reduce(0, (value, digit) -> value * 10 + (digit - '0'));
    }
    return number.length() > 9
        ? Integer.MAX_VALUE
        : number.isEmpty() ? 0 : Integer.parseInt(number);
  }

  private static String significant(String digits) {
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return digits.substring(zeros);
  }
}
