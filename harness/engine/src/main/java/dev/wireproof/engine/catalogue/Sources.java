package dev.wireproof.engine.catalogue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names and addresses of the documents in which rules are written.
final class Sources {

  /// Lines of `beginning of a source = address`, in any jar.
  private static final String ADDRESSES = "META-INF/wireproof/sources.properties";

  private static final Pattern RFC =
      Pattern.compile("RFC (\\d+)(?:,? (?:§|section )([0-9.]+\\d))?");
  private static final Pattern MAN_PAGE = Pattern.compile("\\b([a-z_]+)\\(([1-8])\\)");

  private Sources() {}

  private static final class Holder {
    static final Map<String, String> PAGES = pages();
  }

  /// `9112#9.3` becomes `RFC 9112 §9.3`; another source stays as it is.
  static String name(String rfc, String source) {
    if (rfc.isEmpty()) {
      return source;
    }
    int hash = rfc.indexOf('#');
    return hash < 0
        ? "RFC " + rfc
        : "RFC " + rfc.substring(0, hash) + " §" + rfc.substring(hash + 1);
  }

  /// Where the rule can be read; empty for a source that has no address.
  static String link(String rfc, String source) {
    if (rfc.isEmpty()) {
      return linkOf(source);
    }
    int hash = rfc.indexOf('#');
    String page = "https://www.rfc-editor.org/rfc/rfc" + (hash < 0 ? rfc : rfc.substring(0, hash));
    String section = hash < 0 ? "" : rfc.substring(hash + 1);
    boolean appendix = !section.isEmpty() && Character.isLetter(section.charAt(0));
    return section.isEmpty() ? page : page + (appendix ? "#appendix-" : "#section-") + section;
  }

  /// A page that a jar has an address for, an RFC or a man page: the first of these that is named.
  private static String linkOf(String source) {
    return Holder.PAGES.entrySet().stream()
        .filter(page -> source.startsWith(page.getKey()))
        .max(Comparator.comparingInt(page -> page.getKey().length()))
        .map(Map.Entry::getValue)
        .orElseGet(() -> linkOfStandard(source));
  }

  private static String linkOfStandard(String source) {
    Matcher rfc = RFC.matcher(source);
    if (rfc.find()) {
      return link(rfc.group(1) + (rfc.group(2) == null ? "" : "#" + rfc.group(2)), "");
    }
    Matcher page = MAN_PAGE.matcher(source);
    return page.find()
        ? "https://man7.org/linux/man-pages/man%2$s/%1$s.%2$s.html"
            .formatted(page.group(1), page.group(2))
        : "";
  }

  private static Map<String, String> pages() {
    var pages = new HashMap<String, String>();
    Resources.properties(ADDRESSES)
        .forEach(file -> file.forEach((name, page) -> pages.put((String) name, (String) page)));
    return pages;
  }
}
