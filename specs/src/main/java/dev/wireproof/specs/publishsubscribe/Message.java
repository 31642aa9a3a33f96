package dev.wireproof.specs.publishsubscribe;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.wire.http1.Http1Request;
import java.util.LinkedHashMap;
import java.util.Map;

/// A message to be published. Its body is its name, which no other message has.
///
/// @param publisher the name of its publisher; empty for one that does not name itself
/// @param seq the publisher's number for it
public record Message(String topic, Map<String, Object> members, String publisher, long seq) {

  public Message {
    members = new LinkedHashMap<>(members);
  }

  static Message of(String topic, String body) {
    return new Message(topic, Map.of("body", body), "", 0);
  }

  String body() {
    return String.valueOf(members.get("body"));
  }

  String key() {
    return String.valueOf(members.getOrDefault("key", ""));
  }

  Message with(String name, Object value) {
    var more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Message(topic, more, publisher, seq);
  }

  Message to(String other) {
    return new Message(other, members, publisher, seq);
  }

  Message keyed(String key) {
    return with("key", key);
  }

  Message retained() {
    return with("retain", true);
  }

  Message ttl(long millis) {
    return with("ttlMs", millis);
  }

  /// Names its publisher and numbers it, so that the broker can recognise a repeat.
  Message by(String name, long number) {
    return new Message(topic, members, name, number);
  }

  String path() {
    return "/topics/" + topic + "/messages";
  }

  Http1Request request(Api api) {
    Http1Request plain = api.request("POST", path(), Json.write(members));
    return publisher.isEmpty()
        ? plain
        : plain.with("Publisher-Id", publisher).with("Seq", Long.toString(seq));
  }
}
