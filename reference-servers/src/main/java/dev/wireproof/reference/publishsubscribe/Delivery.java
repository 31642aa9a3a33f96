package dev.wireproof.reference.publishsubscribe;

import java.util.LinkedHashMap;
import java.util.Map;

/// A message on its way: in a queue, or with a member.
///
/// @param tag names this handing out; empty while it waits for the first
/// @param member the member that has it
/// @param until when it goes back to its queue, in [System#nanoTime]
record Delivery(
    BrokerMessage message,
    boolean redelivered,
    boolean retained,
    String tag,
    String member,
    long until) {

  static Delivery waiting(BrokerMessage message, boolean retained) {
    return new Delivery(message, false, retained, "", "", 0);
  }

  Delivery to(String other, String newTag, long timeoutNanos) {
    return new Delivery(
        message, redelivered, retained, newTag, other, System.nanoTime() + timeoutNanos);
  }

  Delivery back(boolean marked) {
    return new Delivery(message, marked, retained, tag, "", 0);
  }

  Map<String, Object> shown(boolean withKey) {
    var json = new LinkedHashMap<String, Object>();
    json.put("redelivered", redelivered);
    json.put("tag", tag);
    json.put("topic", message.topic());
    json.put("offset", message.offset());
    if (retained) {
      json.put("retained", true);
    }
    if (withKey) {
      message.key().ifPresent(key -> json.put("key", key));
    }
    json.put("body", message.body());
    return json;
  }
}
