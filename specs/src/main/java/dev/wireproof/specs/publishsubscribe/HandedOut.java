package dev.wireproof.specs.publishsubscribe;

import dev.wireproof.clients.history.Operation.Delivered;
import dev.wireproof.clients.pattern.Json;

/// A message as it was handed out.
///
/// @param seen how it stands in the history
/// @param json all of it
public record HandedOut(Delivered seen, Json json) {

  String tag() {
    return seen.tag();
  }

  String body() {
    return seen.message();
  }

  String topic() {
    return seen.topic();
  }

  long offset() {
    return json.number("offset");
  }

  boolean isRedelivered() {
    return seen.redelivered();
  }

  /// Whether it is marked as one that was retained.
  boolean isRetained() {
    return json.find("retained").filter(flag -> Boolean.TRUE.equals(flag.value())).isPresent();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
