package dev.wireproof.engine.context;

/// Something that is waited for again and again, such as the answer to a `POST /jobs`, or the end
/// of a connection after `Connection: close`. How fast a target is in one situation says little of
/// another.
///
/// @param name what tells it from every other
/// @param kind what it is one of: where nothing of a kind was ever shown, one long wait in vain
///   stands for all of the kind
/// @param isAlwaysDue whether every conforming target sends something there, so that a long wait
///   costs time only at one that is slow or broken
public record Situation(String name, String kind, boolean isAlwaysDue) {

  /// Something that every conforming target sends.
  public static Situation due(String name, String kind) {
    return new Situation(name, kind, true);
  }

  /// Something that may rightly stay away.
  public static Situation open(String name, String kind) {
    return new Situation(name, kind, false);
  }
}
