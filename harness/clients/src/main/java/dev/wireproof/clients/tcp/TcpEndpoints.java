package dev.wireproof.clients.tcp;

import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.tcp.Endpoint;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How targets are reached over TCP, encrypted where their scheme says so.
public final class TcpEndpoints {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  private TcpEndpoints() {}

  public static Endpoint of(Target target) {
    return new Endpoint(
        target.environment().network(),
        new InetSocketAddress(target.hostName(), port(target)),
        CONNECT_WITHIN,
        target.setting(TlsSettings.class).map(TlsSettings::client));
  }

  public static int port(Target target) {
    return target.port(Protocols.port(target.address().getScheme()));
  }

  /// Whether octets travel in the clear.
  public static boolean isPlain(Target target) {
    return target.setting(TlsSettings.class).isEmpty();
  }

  /// Whether the target takes a connection.
  public static boolean isThere(Target target) {
    return Tcp.takesConnection(of(target));
  }

  /// The command of a shell that sends what one connection sent.
  public static Optional<String> command(Target target, List<Event> exchange) {
    return ShellCommand.of(target).command(exchange);
  }
}
