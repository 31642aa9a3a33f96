package dev.wireproof.reference.publishsubscribe;

import dev.wireproof.reference.web.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a subscription is set to, all defaults filled in.
///
/// @param from `new`, `earliest` or an offset
record SubscriptionSettings(
    String filter,
    Optional<String> group,
    boolean durable,
    boolean manual,
    long ackTimeoutMs,
    int prefetch,
    Object from) {

  private static final int LEAST_TIMEOUT = 100;
  private static final int MOST_TIMEOUT = 600_000;
  private static final int MOST_PREFETCH = 1000;
  private static final int PREFETCH = 100;

  /// Reads what a client asks for.
  ///
  /// @param ackTimeout the time-out of one that names none
  static SubscriptionSettings of(Map<?, ?> json, Duration ackTimeout, Set<BrokerFault> faults)
      throws Problem {
    boolean lenient = faults.contains(BrokerFault.SETTINGS_UNCHECKED);
    if (!(json.get("filter") instanceof String filter)) {
      throw new Problem(422, "“filter” is to be a text.");
    }
    Object ack = json.get("ack") == null ? "auto" : json.get("ack");
    Object from = json.get("from") == null ? "new" : json.get("from");
    boolean offset = from instanceof Integer || from instanceof Long;
    if (!lenient) {
      demand(ack.equals("auto") || ack.equals("manual"), "“ack” is to be auto or manual.");
      demand(
          offset || from.equals("new") || from.equals("earliest"),
          "“from” is to be new, earliest or an offset.");
      demand(
          !offset || Filter.of(filter, faults).isOneTopic(),
          "An offset is one of a topic, not of a filter.");
    }
    return new SubscriptionSettings(
        filter,
        Optional.ofNullable(json.get("group")).map(Object::toString),
        Boolean.TRUE.equals(json.get("durable")),
        ack.equals("manual"),
        number(json, "ackTimeoutMs", ackTimeout.toMillis(), LEAST_TIMEOUT, MOST_TIMEOUT, lenient),
        (int) number(json, "prefetch", PREFETCH, 1, MOST_PREFETCH, lenient),
        offset ? ((Number) from).longValue() : from);
  }

  private static long number(
      Map<?, ?> json, String name, long otherwise, long least, long most, boolean lenient)
      throws Problem {
    Object value = json.get(name);
    if (value == null) {
      return otherwise;
    }
    boolean fine =
        (value instanceof Integer || value instanceof Long)
            && ((Number) value).longValue() >= least
            && ((Number) value).longValue() <= most;
    demand(fine || lenient, "“%s” is to be from %d to %d.".formatted(name, least, most));
    return fine ? ((Number) value).longValue() : otherwise;
  }

  private static void demand(boolean fine, String otherwise) throws Problem {
    if (!fine) {
      throw new Problem(422, otherwise);
    }
  }

  /// As clients and the journal see it.
  Map<String, Object> shown(String name) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", name);
    json.put("filter", filter);
    group.ifPresent(text -> json.put("group", text));
    json.put("durable", durable);
    json.put("ack", manual ? "manual" : "auto");
    json.put("ackTimeoutMs", ackTimeoutMs);
    json.put("prefetch", prefetch);
    json.put("from", from);
    return json;
  }
}
