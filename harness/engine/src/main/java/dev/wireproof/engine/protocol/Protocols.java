package dev.wireproof.engine.protocol;

import dev.wireproof.engine.input.InputException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The protocols that are registered.
public final class Protocols {

  private Protocols() {}

  private static @Nullable Map<String, Protocol> registered;

  /// All of them, in the order in which they were found.
  ///
  /// @throws InputException when two have one name
  public static List<Protocol> all() {
    return List.copyOf(registered().values());
  }

  private static synchronized Map<String, Protocol> registered() {
    Map<String, Protocol> known = registered;
    if (known == null) {
      known = find();
      registered = known;
    }
    return known;
  }

  /// The registered protocol of that class.
  ///
  /// @throws IllegalStateException when it is not registered
  public static Protocol of(Class<? extends Protocol> type) {
    return all().stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                type.getName() + " is not registered as a service " + Protocol.class.getName()));
  }

  /// Those that answer for a scheme; none for one that is unknown.
  public static List<Protocol> ofScheme(String scheme) {
    return all().stream()
        .filter(each -> each.schemes().stream().anyMatch(one -> one.name().equals(scheme)))
        .toList();
  }

  /// All schemes by name; where two protocols answer for one, what it is judged for is joined.
  public static Map<String, Scheme> schemes() {
    var byName = new LinkedHashMap<String, Scheme>();
    all().stream()
        .flatMap(each -> each.schemes().stream())
        .forEach(each -> byName.merge(each.name(), each, Protocols::joined));
    return byName;
  }

  /// The usual port of a scheme; 0 where there is none, or the scheme is unknown.
  public static int port(String scheme) {
    Scheme known = schemes().get(scheme);
    return known == null ? 0 : known.port();
  }

  /// The way to tell that a server is up of that name.
  public static Optional<Ready> ready(String name) {
    return readies().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  public static List<String> readyNames() {
    return readies().stream().map(Ready::name).toList();
  }

  /// The one that is meant where a description names none.
  ///
  /// @throws IllegalStateException when no protocol has one
  public static Ready usualReady() {
    return readies().stream()
        .filter(Ready::isUsual)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no protocol tells that a server is up"));
  }

  private static List<Ready> readies() {
    return all().stream().flatMap(each -> each.ready().stream()).toList();
  }

  private static Scheme joined(Scheme one, Scheme other) {
    var topics = new HashSet<>(one.topics());
    topics.addAll(other.topics());
    return new Scheme(one.name(), one.port(), topics);
  }

  private static Map<String, Protocol> find() {
    return byName(
        ServiceLoader.load(Protocol.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /// @throws InputException when two have one name; the message names both
  static Map<String, Protocol> byName(List<Protocol> protocols) {
    var byName = new LinkedHashMap<String, Protocol>();
    for (Protocol each : protocols) {
      Protocol other = byName.putIfAbsent(each.name(), each);
      if (other != null) {
        throw new InputException(
            "two protocols have the name %s: %s and %s; leave one of them off the class path"
                .formatted(each.name(), other.getClass().getName(), each.getClass().getName()));
      }
    }
    return byName;
  }
}
