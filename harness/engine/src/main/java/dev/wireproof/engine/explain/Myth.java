package dev.wireproof.engine.explain;

import java.util.List;

/// A claim that is often made, what is true of it, and the specs that measure it.
///
/// @param name in kebab case
/// @param claim as it is usually put
/// @param truth in Markdown
public record Myth(
    String name, String claim, String truth, String lectures, List<Measurement> measurements) {

  /// A spec whose outcome on a target says something about the claim.
  ///
  /// @param target an address, such as `reference:http1`
  /// @param shows what the outcome means
  public record Measurement(String spec, String target, String shows) {}

  public Myth {
    measurements = List.copyOf(measurements);
  }
}
