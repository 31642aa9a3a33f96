package dev.wireproof.reference.publishsubscribe;

/// A subscription as a member of its queue: alone, or one of a group.
final class Member {

  private final String name;
  private final SubscriptionSettings settings;
  private int holding;
  private long lastSeen = System.nanoTime();

  Member(String name, SubscriptionSettings settings) {
    this.name = name;
    this.settings = settings;
  }

  String name() {
    return name;
  }

  SubscriptionSettings settings() {
    return settings;
  }

  /// It asks, or acknowledges.
  void seen() {
    lastSeen = System.nanoTime();
  }

  /// A fetch of it is held from now on, or not any more.
  void holds(int more) {
    holding += more;
    seen();
  }

  /// How long it counts as present if it says nothing more, in nanoseconds.
  long present() {
    return holding > 0
        ? Long.MAX_VALUE
        : lastSeen + settings.ackTimeoutMs() * 1_000_000 - System.nanoTime();
  }
}
