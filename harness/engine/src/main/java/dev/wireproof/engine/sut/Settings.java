package dev.wireproof.engine.sut;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a target is spoken with, as each protocol understands the options that the user gave: one
/// value of each type.
public final class Settings {

  public static final Settings NONE = new Settings(Map.of());

  private final Map<Class<?>, Object> values;

  private Settings(Map<Class<?>, Object> values) {
    this.values = Map.copyOf(values);
  }

  public static Settings of(List<?> values) {
    var byType = new HashMap<Class<?>, Object>();
    values.forEach(value -> byType.put(value.getClass(), value));
    return new Settings(byType);
  }

  public <T> Optional<T> find(Class<T> type) {
    return Optional.ofNullable(type.cast(values.get(type)));
  }
}
