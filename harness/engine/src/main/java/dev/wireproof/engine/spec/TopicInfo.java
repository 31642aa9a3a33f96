package dev.wireproof.engine.spec;

/// A protocol or pattern, by its one name and by its name for people. Two of one name are the same.
///
/// @param name such as `server-sent-events`
/// @param title such as `Server-sent events`
public record TopicInfo(String name, String title) implements Comparable<TopicInfo> {

  /// A topic that nothing here has a title for, such as one in the results of another version.
  public static TopicInfo untitled(String name) {
    return new TopicInfo(name, name);
  }

  @Override
  public int compareTo(TopicInfo other) {
    return name.compareTo(other.name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopicInfo that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
