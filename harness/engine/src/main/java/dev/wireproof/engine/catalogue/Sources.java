package dev.wireproof.engine.catalogue;

/// Names and addresses of the documents in which rules are written.
final class Sources {

  private Sources() {}

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

  /// Where an RFC's section can be read; empty for any other source.
  static String link(String rfc) {
    if (rfc.isEmpty()) {
      return "";
    }
    int hash = rfc.indexOf('#');
    String page = "https://www.rfc-editor.org/rfc/rfc" + (hash < 0 ? rfc : rfc.substring(0, hash));
    String section = hash < 0 ? "" : rfc.substring(hash + 1);
    boolean appendix = !section.isEmpty() && Character.isLetter(section.charAt(0));
    return section.isEmpty() ? page : page + (appendix ? "#appendix-" : "#section-") + section;
  }
}
