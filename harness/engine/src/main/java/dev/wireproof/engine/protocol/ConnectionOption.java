package dev.wireproof.engine.protocol;

import java.util.List;

/// An option of the command that says how to speak with a target.
///
/// @param name without the dashes, such as `header`
/// @param label what stands for its value in the usage, such as `'NAME: VALUE'`; empty for a flag
/// @param description a line each
public record ConnectionOption(String name, String label, List<String> description) {

  public ConnectionOption {
    description = List.copyOf(description);
  }

  public static ConnectionOption flag(String name, String... description) {
    return new ConnectionOption(name, "", List.of(description));
  }

  public static ConnectionOption value(String name, String label, String... description) {
    return new ConnectionOption(name, label, List.of(description));
  }

  public boolean isFlag() {
    return label.isEmpty();
  }
}
