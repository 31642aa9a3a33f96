package dev.wireproof.reference.publishsubscribe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A message that was accepted.
///
/// @param offset its number in its topic
/// @param publisher the client that sent it, or nothing
/// @param seq the publisher's own number for it
/// @param expires when it is too old to be handed out, in milliseconds since 1970
record BrokerMessage(
    String id,
    String topic,
    long offset,
    Optional<String> key,
    String body,
    boolean retain,
    long expires,
    Optional<String> publisher,
    long seq) {

  private static final long NEVER = Long.MAX_VALUE;

  /// What a publisher sent, before it has a number.
  static BrokerMessage draft(
      String id, String topic, Optional<String> key, String body, boolean retain, long ttl) {
    long expires = ttl == 0 ? NEVER : System.currentTimeMillis() + ttl;
    return new BrokerMessage(id, topic, 0, key, body, retain, expires, Optional.empty(), 0);
  }

  BrokerMessage by(Optional<String> who, long number) {
    return new BrokerMessage(id, topic, offset, key, body, retain, expires, who, number);
  }

  BrokerMessage at(long number) {
    return new BrokerMessage(id, topic, number, key, body, retain, expires, publisher, seq);
  }

  boolean isExpired() {
    return expires < System.currentTimeMillis();
  }

  boolean hasTtl() {
    return expires != NEVER;
  }

  /// As the journal has it.
  Map<String, Object> written() {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id);
    json.put("topic", topic);
    json.put("offset", offset);
    key.ifPresent(text -> json.put("key", text));
    json.put("body", body);
    json.put("retain", retain);
    json.put("expires", expires);
    publisher.ifPresent(text -> json.put("publisher", text));
    json.put("seq", seq);
    return json;
  }

  static BrokerMessage read(Map<?, ?> json) {
    return new BrokerMessage(
        String.valueOf(json.get("id")),
        String.valueOf(json.get("topic")),
        number(json, "offset"),
        Optional.ofNullable(json.get("key")).map(Object::toString),
        String.valueOf(json.get("body")),
        Boolean.TRUE.equals(json.get("retain")),
        number(json, "expires"),
        Optional.ofNullable(json.get("publisher")).map(Object::toString),
        number(json, "seq"));
  }

  private static long number(Map<?, ?> json, String name) {
    return json.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
