package dev.wireproof.engine.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values that the user gave of the [connection options][ConnectionOption] of all protocols.
///
/// @param values by the option's name; a flag that was given has one empty value
public record GivenOptions(Map<String, List<String>> values) {

  public static final GivenOptions NONE = new GivenOptions(Map.of());

  public GivenOptions {
    values = Map.copyOf(values);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// All values of an option, in the order in which they were given.
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /// The last value of an option.
  public Optional<String> last(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }
}
