package dev.wireproof.engine.targets;

import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.Durations;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A target's own promises, by the keys of the contract.
public final class LimitKeys {

  /// What a limit's value is.
  private enum Unit {
    DURATION("a duration such as 2s"),
    COUNT("a whole number"),
    OCTETS("a whole number");

    private final String kind;

    Unit(String kind) {
      this.kind = kind;
    }

    private boolean fits(String value) {
      return this == DURATION ? Durations.parse(value).isPresent() : value.matches("\\d{1,12}");
    }
  }

  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          Map.entry("long-poll-hold", Unit.DURATION),
          Map.entry("heartbeat", Unit.DURATION),
          Map.entry("idle-timeout", Unit.DURATION),
          Map.entry("header-timeout", Unit.DURATION),
          Map.entry("body-timeout", Unit.DURATION),
          Map.entry("idempotency-ttl", Unit.DURATION),
          Map.entry("ack-timeout", Unit.DURATION),
          Map.entry("retry-after", Unit.DURATION),
          Map.entry("body-limit", Unit.OCTETS),
          Map.entry("header-limit", Unit.OCTETS),
          Map.entry("queue-limit", Unit.COUNT),
          Map.entry("workers", Unit.COUNT),
          Map.entry("connections", Unit.COUNT));

  private LimitKeys() {}

  /// What is wrong with a limit, in a line; nothing when it is as the contract has it.
  public static Optional<String> complaint(String key, String value) {
    Unit unit = UNITS.get(key);
    if (unit == null) {
      List<String> known = UNITS.keySet().stream().sorted().toList();
      return Optional.of(
          "unknown limit “"
              + key
              + "”"
              + DidYouMean.hint(key, known)
              + "; there are "
              + String.join(", ", known));
    }
    return unit.fits(value.strip())
        ? Optional.empty()
        : Optional.of("“" + key + "” is " + unit.kind + ", not “" + value.strip() + "”");
  }
}
