package dev.wireproof.wire;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Where one end of a channel is.
///
/// @param host an address literal; empty when the address is not known
/// @param port from 1 to 65535; 0 when it is not known
public record Address(String host, int port) {

  public static final Address UNKNOWN = new Address("", 0);

  /// Of a resolved socket address; anything else is unknown.
  public static Address of(SocketAddress address) {
    if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
      String literal = inet.getAddress().getHostAddress();
      int zone = literal.indexOf('%');
      return new Address(zone < 0 ? literal : literal.substring(0, zone), inet.getPort());
    }
    return UNKNOWN;
  }

  public boolean isKnown() {
    return port > 0;
  }

  public boolean isIpv6() {
    return host.indexOf(':') >= 0;
  }

  /// `127.0.0.1:80` or `[::1]:80`.
  @Override
  public String toString() {
    return !isKnown() ? "an unknown address" : (isIpv6() ? "[" + host + "]" : host) + ":" + port;
  }
}
