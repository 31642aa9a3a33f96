package dev.wireproof.reference.http1.message;

import java.util.Locale;
import java.util.function.IntPredicate;

/// The character classes of the grammar (RFC 9110 §5.6, RFC 3986 §2). A string holds one octet per
/// character throughout this package, so that nothing is decoded before it is judged.
public final class Syntax {

  static final char HTAB = '\t';
  public static final char SP = ' ';

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final String UNRESERVED_MARKS = "-._~";
  private static final String SUB_DELIMS = "!$&'()*+,;=";

  private Syntax() {}

  public static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(Syntax::isTokenChar);
  }

  static boolean isTokenChar(int c) {
    return isAlphanumeric(c) || TOKEN_MARKS.indexOf(c) >= 0;
  }

  static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  public static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  public static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(Syntax::isDigit);
  }

  public static boolean isHexDigit(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  public static boolean isBlank(int c) {
    return c == SP || c == HTAB;
  }

  /// A control character that has no place in a field value.
  public static boolean isControl(int c) {
    return (c < SP && c != HTAB) || c == 0x7f;
  }

  static boolean isUnreserved(int c) {
    return isAlphanumeric(c) || UNRESERVED_MARKS.indexOf(c) >= 0;
  }

  static boolean isSubDelim(int c) {
    return SUB_DELIMS.indexOf(c) >= 0;
  }

  /// Whether `text` has only unreserved characters, sub-delimiters, whole percent-encodings and
  /// what `also` admits.
  static boolean isUriText(String text, IntPredicate also) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length()
            || !isHexDigit(text.charAt(i + 1))
            || !isHexDigit(text.charAt(i + 2))) {
          return false;
        }
        i += 2;
      } else if (!isUnreserved(c) && !isSubDelim(c) && !also.test(c)) {
        return false;
      }
    }
    return true;
  }

  /// The path with the percent-encodings undone that mean no more than the character itself (RFC
  /// 3986 §6.2.2.2): `/%7ea` names what `/~a` does, and `/a%2Fb` does not name what `/a/b` does.
  public static String normalized(String path) {
    var text = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      int octet = Integer.parseInt(path, i + 1, i + 3, 16);
      if (isUnreserved(octet)) {
        text.append((char) octet);
      } else {
        text.append(path.substring(i, i + 3).toUpperCase(Locale.ROOT));
      }
      i += 2;
    }
    return text.toString();
  }

  /// Strips optional whitespace, and only that, from both ends (RFC 9110 §5.6.3).
  public static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }
}
