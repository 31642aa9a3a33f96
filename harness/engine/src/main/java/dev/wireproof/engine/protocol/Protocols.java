package dev.wireproof.engine.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/// The protocols that are registered.
public final class Protocols {

  private Protocols() {}

  private static final class Holder {
    static final Map<String, Protocol> ALL = find();
  }

  public static List<Protocol> all() {
    return List.copyOf(Holder.ALL.values());
  }

  /// The registered protocol of that class.
  ///
  /// @throws IllegalStateException when it is not registered
  public static Protocol of(Class<? extends Protocol> type) {
    return Holder.ALL.values().stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                type.getName() + " is not registered as a service " + Protocol.class.getName()));
  }

  private static Map<String, Protocol> find() {
    return byName(
        ServiceLoader.load(Protocol.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /// @throws IllegalStateException when two have one name; the message names both
  static Map<String, Protocol> byName(List<Protocol> protocols) {
    var byName = new LinkedHashMap<String, Protocol>();
    for (Protocol each : protocols) {
      Protocol other = byName.putIfAbsent(each.name(), each);
      if (other != null) {
        throw new IllegalStateException(
            "two protocols have the name %s: %s and %s"
                .formatted(each.name(), other.getClass().getName(), each.getClass().getName()));
      }
    }
    return byName;
  }
}
