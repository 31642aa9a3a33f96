package dev.wireproof.engine.catalogue;

import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.protocol.Topic;
import dev.wireproof.engine.spec.TopicInfo;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A package of specs, with what its specs share.
///
/// @param specs names of its classes of specs
record Room(String packageName, Topic topic, List<String> specs) {

  TopicInfo info() {
    return new TopicInfo(topic.value(), topic.title());
  }

  /// Its own topic, and those of the other protocols that it is judged over.
  List<TopicInfo> topics() {
    return Stream.concat(
            Stream.of(info()), Stream.of(topic.over()).skip(1).map(Protocols::of).map(Room::topic))
        .toList();
  }

  /// What the rules that are judged over a protocol are about.
  static TopicInfo topic(Protocol protocol) {
    return new TopicInfo(protocol.name(), protocol.title());
  }

  /// Whether a spec of one of these topics may be in it.
  boolean mayHave(Set<String> names) {
    return topics().stream().anyMatch(each -> names.contains(each.name()));
  }

  /// Loads its classes of specs.
  List<Class<?>> load() {
    return specs.stream().<Class<?>>map(Room::load).toList();
  }

  static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Room.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " was found but cannot be loaded", e);
    }
  }
}
