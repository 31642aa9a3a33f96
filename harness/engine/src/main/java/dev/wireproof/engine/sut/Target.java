package dev.wireproof.engine.sut;

import dev.wireproof.engine.input.Durations;
import dev.wireproof.engine.spec.Safety;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The server under test.
///
/// @param name what the user called it, for reports
/// @param address scheme, host, port, and the path that the target `/` stands for
/// @param settings how it is spoken with, as its protocols understand the user's options
/// @param promises what it says of itself
/// @param allowed the most that specs may do to it
/// @param environment what the run has to itself
/// @param lifecycle present when the harness started it
/// @param backends the servers behind it that it was told of
public record Target(
    String name,
    URI address,
    Settings settings,
    Promises promises,
    Safety allowed,
    Environment environment,
    Optional<Lifecycle> lifecycle,
    List<Backend> backends)
    implements AutoCloseable {

  /// What a target says of itself.
  ///
  /// @param claims what it says it does, each with an argument or an empty string
  /// @param implied those claims that only follow from its address
  /// @param limits its own bounds, by the keys of the contract
  /// @param endpoints where something is that is not at its default place
  public record Promises(
      Map<String, String> claims,
      Set<String> implied,
      Map<String, String> limits,
      Map<String, String> endpoints) {

    /// All claims are its own.
    public Promises(
        Map<String, String> claims, Map<String, String> limits, Map<String, String> endpoints) {
      this(claims, Set.of(), limits, endpoints);
    }

    public Promises {
      implied = Set.copyOf(implied);
      claims = Map.copyOf(claims);
      limits = Map.copyOf(limits);
      endpoints = Map.copyOf(endpoints);
    }
  }

  public Target {
    backends = List.copyOf(backends);
  }

  public boolean claims(String topic) {
    return promises.claims().containsKey(topic);
  }

  /// Whether it says so itself, and not its address alone.
  public boolean declares(String topic) {
    return claims(topic) && !promises.implied().contains(topic);
  }

  public Map<String, String> claims() {
    return promises.claims();
  }

  public Map<String, String> limits() {
    return promises.limits();
  }

  public Map<String, String> endpoints() {
    return promises.endpoints();
  }

  /// A limit that is a duration, if it was declared.
  public Optional<Duration> durationLimit(String key) {
    return Optional.ofNullable(limits().get(key)).flatMap(Durations::parse);
  }

  /// How soon it gives up a client that is late: the shortest time-out that it declares.
  public Optional<Duration> shortestTimeout() {
    return limits().keySet().stream()
        .filter(key -> key.endsWith("-timeout"))
        .flatMap(key -> durationLimit(key).stream())
        .min(Comparator.naturalOrder());
  }

  /// A limit that is a number, if it was declared.
  public Optional<Long> numberLimit(String key) {
    return Optional.ofNullable(limits().get(key)).map(String::strip).map(Long::valueOf);
  }

  /// How it is spoken with in one respect, where a protocol has settings of that type.
  public <T> Optional<T> setting(Class<T> type) {
    return settings.find(type);
  }

  /// The backend of that type, where it was told of one.
  public <B extends Backend> Optional<B> backend(Class<B> type) {
    return backends.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /// The port of the address.
  ///
  /// @param usual that of the scheme, where the address names none
  public int port(int usual) {
    return address.getPort() >= 0 ? address.getPort() : usual;
  }

  /// The host without the brackets of an IPv6 literal.
  public String hostName() {
    return bare(address.getHost());
  }

  /// A host without the brackets of an IPv6 literal.
  public static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /// What the target `/` stands for.
  public String path() {
    String path = address.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  /// The same target with other promises.
  public Target promising(Promises other) {
    return new Target(name, address, settings, other, allowed, environment, lifecycle, backends);
  }

  /// The same target where another instance of it listens.
  public Target at(Lifecycle instance) {
    URI there = URI.create(address.getScheme() + "://" + authority(instance)).resolve(path());
    return new Target(
        name, there, settings, promises, allowed, environment, Optional.of(instance), backends);
  }

  private static String authority(Lifecycle instance) {
    return instance.address().getAddress().getHostAddress() + ":" + instance.address().getPort();
  }

  @Override
  public void close() {
    lifecycle.ifPresent(Lifecycle::close);
    backends.forEach(Backend::close);
  }
}
