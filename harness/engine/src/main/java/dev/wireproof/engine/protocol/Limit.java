package dev.wireproof.engine.protocol;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A bound that a target can declare under `limits`, and that the specs of a room ask for.
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Limit {

  /// Such as `idempotency-ttl`.
  String key();

  LimitKind kind();
}
