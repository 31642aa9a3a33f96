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

  /// The ids of the specs that change their verdict under this fault; `id/row` names one row of a
  /// spec's table.
  Set<String> kills();

  /// Whether a spec, or a row of its table, changes its verdict under this fault.
  default boolean isNoticedBy(String spec) {
    return kills().stream().anyMatch(kill -> kill.equals(spec) || kill.startsWith(spec + "/"));
  }

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
