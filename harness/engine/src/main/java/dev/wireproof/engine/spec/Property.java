package dev.wireproof.engine.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a spec says something about: the columns of every report.
public enum Property {
  STATEFULNESS,
  IDEMPOTENCY,
  ORDERING,
  KEEPALIVE,
  FRAMING,
  DELIVERY,
  MULTIPLEXING,
  FLOW_CONTROL,
  CONCURRENCY,
  /// Time limits hold and nothing hangs.
  LIVENESS,
  ERROR_HANDLING,
  NEGOTIATION,
  RESUMPTION,
  CONFIDENTIALITY,
  /// Abuse is borne.
  ROBUSTNESS,
  /// Octets and characters arrive as they left.
  FIDELITY;

  /// Such as `flow-control`.
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Property> of(String slug) {
    return Arrays.stream(values()).filter(each -> each.slug().equals(slug)).findFirst();
  }
}
