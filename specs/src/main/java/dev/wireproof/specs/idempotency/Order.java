package dev.wireproof.specs.idempotency;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;

/// A payment that a client wants, and the key that it sends with it.
///
/// @param key as it stands in the field, with its quotation marks if it has any
public record Order(String key, long amount, String to) {

  Order withKey(String other) {
    return new Order(other, amount, to);
  }

  Order withAmount(long other) {
    return new Order(key, other, to);
  }

  Order withPayee(String other) {
    return new Order(key, amount, other);
  }

  /// Another payment under another key, whose payee begins with this one's name.
  Order sibling(int n) {
    return new Order(quoted(bareKey() + "-" + n), amount, to + "-" + n);
  }

  String bareKey() {
    return key.replace("\"", "");
  }

  static String quoted(String key) {
    return "\"" + key + "\"";
  }

  String json() {
    return Json.of("amount", amount, "to", to);
  }

  /// Whether the target calls for this payment, or for one to a payee whose name begins so.
  boolean isCalledBy(Call call) {
    return call.method().equals("POST")
        && call.path().endsWith("/charges")
        && call.text().contains("\"" + to);
  }

  /// What the upstream says when it has charged this.
  Answer charged() {
    return answered(201);
  }

  /// The same words, with another status.
  Answer answered(int status) {
    return Answer.json(status, Json.of("charge", "c-" + to));
  }
}
