package dev.wireproof.reference;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// One realistic bug that a reference server can be started with: a constant of an enum, whose name
/// is its id.
public interface Fault {

  /// The constant's name: `SECOND_REQUEST_CLOSES`.
  String name();

  /// A permanent name in kebab case, unique in its server: `second-request-closes`.
  default String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What the server does wrong, in one sentence.
  String description();

  /// The ids of the specs that change their verdict under this fault.
  Set<String> kills();

  /// These faults as the constants of one server's enum.
  static <F extends Enum<F> & Fault> Set<F> of(Class<F> type, Set<Fault> faults) {
    var found = EnumSet.noneOf(type);
    faults.forEach(fault -> found.add(type.cast(fault)));
    return found;
  }

  /// The ids of these rules of a topic: its slug goes in front of each.
  static Set<String> rules(String topic, String... rules) {
    return Arrays.stream(rules)
        .map(rule -> topic + "." + rule)
        .collect(Collectors.toUnmodifiableSet());
  }
}
