package dev.wireproof.engine.protocol;

import java.util.Set;

/// The beginning of an address that a protocol answers for.
///
/// @param name such as `https`
/// @param port where such a server listens unless its address says otherwise
/// @param topics what a server at such an address is judged for, whatever else it may speak
public record Scheme(String name, int port, Set<String> topics) {

  public Scheme {
    topics = Set.copyOf(topics);
  }
}
