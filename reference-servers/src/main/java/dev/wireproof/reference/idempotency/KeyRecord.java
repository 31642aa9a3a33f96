package dev.wireproof.reference.idempotency;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is known of a key: the instance that works on it, or what came of it.
///
/// @param id the payment's id, which is the key's too
/// @param worker the instance that works on it or did
/// @param status 0 while it is in progress
/// @param charge the upstream's name for it, or nothing
record KeyRecord(String id, Payment payment, String worker, int status, String charge) {

  static KeyRecord inProgress(String id, Payment payment, String worker) {
    return new KeyRecord(id, payment, worker, 0, "");
  }

  KeyRecord done(int outcome, String named) {
    return new KeyRecord(id, payment, worker, outcome, named);
  }

  boolean isInProgress() {
    return status == 0;
  }

  boolean isPaid() {
    return status == 201;
  }

  /// The payment as clients see it.
  Map<String, Object> shown() {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id);
    json.put("amount", payment.amount());
    json.put("to", payment.to());
    json.put("charge", charge);
    return json;
  }

  byte[] written() throws IOException {
    Map<String, Object> json = shown();
    json.put("worker", worker);
    json.put("status", status);
    return JSON.std.asBytes(json);
  }

  static KeyRecord read(byte[] written) throws IOException {
    Map<String, Object> json = JSON.std.mapFrom(written);
    return new KeyRecord(
        text(json, "id"),
        new Payment(number(json, "amount"), text(json, "to")),
        text(json, "worker"),
        (int) number(json, "status"),
        text(json, "charge"));
  }

  private static String text(Map<String, Object> json, String name) {
    return String.valueOf(json.get(name));
  }

  private static long number(Map<String, Object> json, String name) throws IOException {
    if (json.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new IOException("no number " + name);
  }
}
