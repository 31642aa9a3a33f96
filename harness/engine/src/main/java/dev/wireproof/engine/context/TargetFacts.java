package dev.wireproof.engine.context;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What specs found out about the target and others need too: one value of each type. Safe for use
/// by several threads.
public final class TargetFacts {

  private final Map<Class<?>, Object> facts = new ConcurrentHashMap<>();

  /// The fact of that type.
  ///
  /// @param find makes it when it is asked for the first time; it must not take long
  public <T> T known(Class<T> what, Supplier<T> find) {
    return what.cast(facts.computeIfAbsent(what, _ -> find.get()));
  }
}
