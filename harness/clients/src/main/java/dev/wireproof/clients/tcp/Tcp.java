package dev.wireproof.clients.tcp;

import dev.wireproof.engine.protocol.ConnectionOption;
import dev.wireproof.engine.protocol.GivenOptions;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Ready;
import dev.wireproof.engine.protocol.Scheme;
import dev.wireproof.engine.protocol.Tool;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.net.Network;
import dev.wireproof.wire.tcp.Endpoint;
import dev.wireproof.wire.tcp.TcpConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// TCP itself (RFC 9293), and TLS of the JDK over it for whatever runs on both.
public final class Tcp implements Protocol {

  /// The scheme of HTTP over TLS, which is encrypted whoever answers for it.
  public static final String HTTPS = "https";

  private static final String NAME = "tcp";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "TCP";
  }

  @Override
  public List<Scheme> schemes() {
    return List.of(new Scheme(NAME, 0, Set.of()));
  }

  @Override
  public List<ConnectionOption> options() {
    return TlsSettings.OPTIONS;
  }

  @Override
  public List<Object> settings(URI address, GivenOptions options) {
    return HTTPS.equals(address.getScheme())
        ? List.of(TlsSettings.of(Target.bare(address.getHost()), options))
        : List.of();
  }

  @Override
  public Map<String, LimitKind> limits() {
    return Map.of("connections", LimitKind.NUMBER, "workers", LimitKind.NUMBER);
  }

  @Override
  public Optional<Ready> ready() {
    return Optional.of(
        new Ready() {
          @Override
          public String name() {
            return NAME;
          }

          @Override
          public boolean isUsual() {
            return true;
          }

          @Override
          public boolean isReady(Network network, InetSocketAddress address, Duration within) {
            return takesConnection(Endpoint.plain(network, address, within));
          }
        });
  }

  static boolean takesConnection(Endpoint endpoint) {
    try (TcpConnection connection = TcpConnection.open(endpoint, new Transcript())) {
      return connection.localPort() > 0;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public boolean isThere(Target target) {
    return TcpEndpoints.isThere(target);
  }

  @Override
  public Optional<String> command(Target target, List<Event> exchange) {
    return TcpEndpoints.command(target, exchange);
  }

  @Override
  public List<Tool> tools() {
    return List.of(
        new Tool("nc, to repeat an exchange", List.of("nc"), "install netcat-openbsd"),
        new Tool("openssl, to repeat one over TLS", List.of("openssl"), "install openssl"),
        new Tool(
            "Wireshark or tshark, to open captures",
            List.of("wireshark", "tshark"),
            "install wireshark or tshark"));
  }
}
