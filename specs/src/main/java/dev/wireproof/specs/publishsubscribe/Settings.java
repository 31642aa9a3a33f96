package dev.wireproof.specs.publishsubscribe;

import dev.wireproof.clients.pattern.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a subscription asks for; what is left out is up to the broker's defaults.
public record Settings(Map<String, Object> members) {

  /// Long enough that it never ends while a spec runs.
  static final long NEVER = 600_000;

  public Settings {
    members = new LinkedHashMap<>(members);
  }

  static Settings on(String filter) {
    return new Settings(Map.of("filter", filter));
  }

  /// Messages are handed out until they are acknowledged, again after a time that never ends here.
  static Settings manual(String filter) {
    return manual(filter, NEVER);
  }

  static Settings manual(String filter, long ackTimeoutMs) {
    return on(filter).with("ack", "manual").with("ackTimeoutMs", ackTimeoutMs);
  }

  Settings with(String name, Object value) {
    var more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Settings(more);
  }

  Settings durable() {
    return with("durable", true);
  }

  Settings group(String name) {
    return with("group", name);
  }

  Settings prefetch(int most) {
    return with("prefetch", most);
  }

  Settings from(Object where) {
    return with("from", where);
  }

  String json() {
    return Json.write(members);
  }
}
