package dev.wireproof.engine.catalogue;

import dev.wireproof.engine.protocol.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All rooms of specs on the class path, found without loading a single spec.
final class Rooms {

  private static final String INFO = "package-info";
  private static final String SPEC = "Spec";

  private Rooms() {}

  private static @Nullable List<Room> found;

  /// Those below every [SpecRoot]; the same list each time.
  static synchronized List<Room> all() {
    List<Room> known = found;
    if (known == null) {
      known = find();
      found = known;
    }
    return known;
  }

  private static List<Room> find() {
    return ServiceLoader.load(SpecRoot.class).stream()
        .map(ServiceLoader.Provider::get)
        .map(SpecRoot::packageName)
        .distinct()
        .flatMap(root -> below(root).stream())
        .toList();
  }

  private static List<Room> below(String root) {
    var specs = new TreeMap<String, List<String>>();
    var topics = new LinkedHashMap<String, Topic>();
    for (String name : ClassNames.below(root)) {
      String simple = name.substring(name.lastIndexOf('.') + 1);
      if (simple.equals(INFO)) {
        Topic topic = Room.load(name).getAnnotation(Topic.class);
        if (topic != null) {
          topics.put(packageOf(name), topic);
        }
      } else if (simple.endsWith(SPEC)) {
        specs.computeIfAbsent(packageOf(name), _ -> new ArrayList<>()).add(name);
      }
    }
    var rooms = new ArrayList<Room>();
    specs.forEach((packageName, classes) ->
        rooms.add(new Room(packageName, topicOf(packageName, topics), List.copyOf(classes))));
    return rooms;
  }

  /// Its own, or that of the nearest package above it.
  private static Topic topicOf(String packageName, Map<String, Topic> topics) {
    for (@Nullable String each = packageName; each != null; each = above(each)) {
      Topic topic = topics.get(each);
      if (topic != null) {
        return topic;
      }
    }
    throw new IllegalStateException(
        packageName + " has specs, but neither it nor a package above it has a @Topic");
  }

  private static @Nullable String above(String packageName) {
    int dot = packageName.lastIndexOf('.');
    return dot < 0 ? null : packageName.substring(0, dot);
  }

  private static String packageOf(String className) {
    return className.substring(0, className.lastIndexOf('.'));
  }
}
