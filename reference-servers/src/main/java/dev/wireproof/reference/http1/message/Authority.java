package dev.wireproof.reference.http1.message;

import java.util.regex.Pattern;

/// The `host[:port]` of a Host field or of a target (RFC 9110 §4.2.1, RFC 3986 §3.2).
public final class Authority {

  private static final Pattern IP_LITERAL =
      Pattern.compile("\\[([0-9A-Fa-f:.]+|[vV][0-9A-Fa-f]+\\.[A-Za-z0-9._~!$&'()*+,;=:-]+)]");
  private static final int HIGHEST_PORT = 65_535;

  private Authority() {}

  /// Valid with a host that is not empty, without user information. A comma is legal in a name but
  /// never in one that exists; it is the sign of two Host lines that were joined.
  public static boolean isValid(String text) {
    int colon = portColon(text);
    String host = colon < 0 ? text : text.substring(0, colon);
    String port = colon < 0 ? "" : text.substring(colon + 1);
    return isHost(host) && (port.isEmpty() || isPort(port));
  }

  /// Valid, and with a port: what CONNECT asks for (RFC 9110 §9.3.6).
  static boolean hasPort(String text) {
    int colon = portColon(text);
    return colon >= 0 && isValid(text) && isPort(text.substring(colon + 1));
  }

  private static int portColon(String text) {
    int colon = text.lastIndexOf(':');
    return colon > text.lastIndexOf(']') ? colon : -1;
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[")) {
      return IP_LITERAL.matcher(host).matches();
    }
    return !host.isEmpty() && host.indexOf(',') < 0 && Syntax.isUriText(host, _ -> false);
  }

  private static boolean isPort(String port) {
    return Syntax.isDigits(port) && port.length() <= 5 && Integer.parseInt(port) <= HIGHEST_PORT;
  }
}
