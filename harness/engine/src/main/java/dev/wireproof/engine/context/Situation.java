package dev.wireproof.engine.context;

/// Something that is waited for again and again, such as the answer to a `POST /jobs`, or the end
/// of a connection after `Connection: close`. How fast a target is in one situation says little of
/// another.
///
/// @param name what tells it from every other
/// @param kind what it is one of: where nothing of a kind was ever shown, one long wait in vain
///   stands for all of the kind
/// @param due whether and when it has to come
public record Situation(String name, String kind, Due due) {

  /// Whether and when something has to come.
  public enum Due {
    /// Every conforming target sends it, so a long wait costs time only at one that is slow or
    /// broken.
    ALWAYS,

    /// It may rightly stay away.
    PERHAPS,

    /// No rule says when: that it came at once in one place says nothing of another.
    SOME_TIME
  }
}
