package dev.wireproof.reference.http1.resource;

import java.util.List;
import java.util.regex.Pattern;

/// The two ways in which entity tags are compared (RFC 9110 §8.8.3.2).
final class EntityTags {

  private static final String WEAK = "W/";
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"[!#-~\\x80-\\xff]*\"");

  private EntityTags() {}

  /// Equal, and neither of them weak: octet for octet the same representation.
  static boolean isStrongMatch(String one, String other) {
    return one.equals(other) && !one.startsWith(WEAK) && isTag(one);
  }

  /// Equal but for the mark of weakness: the same for the purpose of a cache.
  static boolean isWeakMatch(String one, String other) {
    return opaque(one).equals(opaque(other)) && isTag(one);
  }

  /// `*`, alone.
  static boolean isAny(List<String> tags) {
    return tags.equals(List.of("*"));
  }

  static boolean isTag(String text) {
    return TAG.matcher(text).matches();
  }

  static String opaque(String tag) {
    return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
  }
}
