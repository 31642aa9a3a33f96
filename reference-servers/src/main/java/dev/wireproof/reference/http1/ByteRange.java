package dev.wireproof.reference.http1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One range of octets, both ends included, within a representation (RFC 9110 §14.1).
record ByteRange(int first, int last) {

  private static final Pattern SPEC = Pattern.compile("(\\d*)-(\\d*)");

  int length() {
    return last - first + 1;
  }

  boolean overlaps(ByteRange other) {
    return first <= other.last && other.first <= last;
  }

  /// The value of Content-Range for this part of `size` octets.
  String of(int size) {
    return "bytes " + first + "-" + last + "/" + size;
  }

  /// The ranges that `value` asks for and that `size` octets can satisfy; nothing when the value is
  /// in another unit or malformed, and so has to be ignored.
  static Optional<List<ByteRange>> parse(String value, int size) {
    int equals = value.indexOf('=');
    if (equals < 0 || !value.substring(0, equals).toLowerCase(Locale.ROOT).equals("bytes")) {
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
        return Optional.empty();
      }
      any = true;
      within(spec.group(1), spec.group(2), size).ifPresent(ranges::add);
    }
    return any ? Optional.of(ranges) : Optional.empty();
  }

  private static boolean isOrdered(String first, String last) {
    if (first.isEmpty()) {
      return !last.isEmpty();
    }
    return last.isEmpty() || compare(first, last) <= 0;
  }

  private static Optional<ByteRange> within(String first, String last, int size) {
    if (first.isEmpty()) {
      int suffix = Math.min(clamp(last), size);
      return suffix == 0 ? Optional.empty() : Optional.of(new ByteRange(size - suffix, size - 1));
    }
    int start = clamp(first);
    int end = last.isEmpty() ? size - 1 : Math.min(clamp(last), size - 1);
    return start < size ? Optional.of(new ByteRange(start, end)) : Optional.empty();
  }

  /// Compares numbers of any length.
  private static int compare(String one, String other) {
    String a = significant(one);
    String b = significant(other);
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  /// The number, or the largest there is: a position of 2^64 is past every end, not near the start.
  private static int clamp(String digits) {
    String number = significant(digits);
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
