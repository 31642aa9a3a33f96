package dev.wireproof.engine.spec;

import java.util.Locale;

/// A row of a table of inputs. The table is an enum, and the row's id is its constant's name, so it
/// never depends on a position.
public interface Case {

  /// The name of the enum constant.
  String name();

  /// Such as `plus-sign` for `PLUS_SIGN`.
  default String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The table of a spec that has none.
  enum None implements Case {}
}
