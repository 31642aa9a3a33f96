package dev.wireproof.engine.sut;

import dev.wireproof.clients.upstream.UpstreamServer;
import dev.wireproof.engine.input.Durations;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.wire.tcp.Endpoint;
import dev.wireproof.wire.tcp.TlsClient;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The server under test.
///
/// @param name what the user called it, for reports
/// @param base scheme, host, port and the path that the target `/` stands for
/// @param host value of the Host field
/// @param headers field lines that go with each request, such as an Authorization
/// @param claims what it says it does, each with an argument or an empty string
/// @param limits its own promises, by the keys of the contract
/// @param endpoints where something is that is not at its default place
/// @param allowed the most that specs may do to it
/// @param tls how to encrypt, when the scheme is https
/// @param lifecycle present when the harness started it
/// @param upstream the server behind it, when the target was told where that is
public record Target(
    String name,
    URI base,
    String host,
    List<String> headers,
    Map<String, String> claims,
    Map<String, String> limits,
    Map<String, String> endpoints,
    Safety allowed,
    Optional<TlsClient> tls,
    Optional<Lifecycle> lifecycle,
    Optional<UpstreamServer> upstream)
    implements AutoCloseable {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  public Target {
    headers = List.copyOf(headers);
    claims = Map.copyOf(claims);
    limits = Map.copyOf(limits);
    endpoints = Map.copyOf(endpoints);
  }

  public boolean claims(String topic) {
    return claims.containsKey(topic);
  }

  /// A promise that is a duration, if it was made.
  public Optional<Duration> durationLimit(String key) {
    return Optional.ofNullable(limits.get(key)).flatMap(Durations::parse);
  }

  /// How soon it gives up a client that is late: the shortest time-out that it promises.
  public Optional<Duration> shortestTimeout() {
    return limits.keySet().stream()
        .filter(key -> key.endsWith("-timeout"))
        .flatMap(key -> durationLimit(key).stream())
        .min(Comparator.naturalOrder());
  }

  /// A promise that is a number, if it was made.
  public Optional<Long> numberLimit(String key) {
    return Optional.ofNullable(limits.get(key)).map(String::strip).map(Long::valueOf);
  }

  public int port() {
    return base.getPort() >= 0 ? base.getPort() : isTls() ? 443 : 80;
  }

  public boolean isTls() {
    return "https".equals(base.getScheme());
  }

  /// The host without the brackets of an IPv6 literal.
  public String hostName() {
    String host = base.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  public String path() {
    String path = base.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  public Endpoint dial() {
    return new Endpoint(new InetSocketAddress(hostName(), port()), CONNECT_WITHIN, tls);
  }

  /// The same target with what it was found to claim and to promise.
  public Target promising(Map<String, String> claimed, Map<String, String> promised) {
    return new Target(
        name, base, host, headers, claimed, promised, endpoints, allowed, tls, lifecycle, upstream);
  }

  /// The same target where another instance of it listens.
  public Target at(Lifecycle instance) {
    URI there = instance.base().resolve(path());
    return new Target(
        name,
        there,
        there.getAuthority(),
        headers,
        claims,
        limits,
        endpoints,
        allowed,
        tls,
        Optional.of(instance),
        upstream);
  }

  @Override
  public void close() {
    lifecycle.ifPresent(Lifecycle::close);
    upstream.ifPresent(UpstreamServer::close);
  }
}
