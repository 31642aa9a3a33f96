package dev.wireproof.engine.catalogue;

import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.spec.TopicInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/// The topics that a target can claim: those of the rooms of specs, and those whose names the
/// contract reserves before anything judges them.
public final class Topics {

  /// Lines of `name=Title`, in any jar.
  private static final String RESERVED = "META-INF/wireproof/reserved-topics.properties";

  private Topics() {}

  private static final class Holder {
    static final Map<String, TopicInfo> KNOWN = find();
  }

  /// The topic of that name, when there is one.
  public static Optional<TopicInfo> of(String name) {
    return Optional.ofNullable(Holder.KNOWN.get(name));
  }

  /// All names, sorted.
  public static List<String> names() {
    return List.copyOf(Holder.KNOWN.keySet());
  }

  /// What the first of these topics that has specs is judged over.
  public static Optional<Protocol> protocol(Iterable<String> topics) {
    for (String topic : topics) {
      for (Room room : Rooms.all()) {
        if (room.topic().value().equals(topic)) {
          return Optional.of(Protocols.of(room.topic().over()[0]));
        }
      }
    }
    return Optional.empty();
  }

  private static Map<String, TopicInfo> find() {
    var known = new TreeMap<String, TopicInfo>();
    for (Properties reserved : Resources.properties(RESERVED)) {
      reserved
          .stringPropertyNames()
          .forEach(name -> known.put(name, new TopicInfo(name, reserved.getProperty(name))));
    }
    Rooms.all().forEach(room -> room.topics().forEach(topic -> known.put(topic.name(), topic)));
    return Collections.unmodifiableMap(known);
  }
}
