package dev.wireproof.engine.catalogue;

import dev.wireproof.engine.protocol.Topic;
import dev.wireproof.engine.spec.TopicInfo;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Every spec there is: the annotated methods of all classes named `…Spec` in the rooms of the
/// class path, so that adding a spec registers it. A room's classes are loaded when a spec of it is
/// asked for. Safe for use by several threads.
public final class SpecCatalogue {

  private final Course course;
  private final List<Room> rooms;
  private final Set<Room> loaded = new HashSet<>();
  private final Map<String, SpecInfo> byId = new TreeMap<>(BY_TOPIC);
  private final Map<Method, List<SpecInfo>> byMethod = new HashMap<>();

  /// By topic, and by id in it.
  private static final Comparator<String> BY_TOPIC =
      Comparator.comparing((String id) -> topicOf(id)).thenComparing(Comparator.naturalOrder());

  private SpecCatalogue(Course course, List<Room> rooms) {
    this.course = course;
    this.rooms = rooms;
  }

  /// The specs of the class path, with the lectures of the course that comes with them.
  public static SpecCatalogue load() {
    return load(Course.ofTheSpecs());
  }

  /// The specs of the class path.
  ///
  /// @throws IllegalStateException when there is no room of specs
  public static SpecCatalogue load(Course course) {
    if (Rooms.all().isEmpty()) {
      throw new IllegalStateException("no specs on the class path");
    }
    return new SpecCatalogue(course, Rooms.all());
  }

  /// The specs of these classes, each of which bears its own [Topic].
  ///
  /// @throws IllegalStateException when there is none, two share an id, or one contradicts itself
  public static SpecCatalogue of(Collection<Class<?>> classes) {
    var catalogue = new SpecCatalogue(Course.ofTheSpecs(), List.of());
    classes.forEach(each -> catalogue.add(each, Optional.empty()));
    if (catalogue.byId.isEmpty()) {
      throw new IllegalStateException("no specs in " + classes);
    }
    return catalogue;
  }

  private void add(Class<?> type, Optional<Topic> room) {
    Arrays.stream(type.getDeclaredMethods())
        .flatMap(method -> Declarations.read(method, room, course).stream())
        .forEach(this::add);
  }

  private void add(SpecInfo spec) {
    if (byId.put(spec.id(), spec) != null) {
      throw new IllegalStateException("two specs have the id " + spec.id());
    }
    byMethod.computeIfAbsent(spec.method(), _ -> new ArrayList<>()).add(spec);
  }

  private void load(Predicate<Room> which) {
    rooms.stream()
        .filter(which)
        .filter(loaded::add)
        .forEach(room -> room.load().forEach(type -> add(type, Optional.of(room.topic()))));
  }

  /// All of them, which loads all rooms.
  public synchronized List<SpecInfo> all() {
    load(_ -> true);
    return List.copyOf(byId.values());
  }

  /// Those of some topics, by name; no other room is loaded than can have them.
  public synchronized List<SpecInfo> ofTopics(Set<String> topics) {
    load(room -> room.mayHave(topics));
    return byId.values().stream().filter(spec -> topics.contains(spec.topic().name())).toList();
  }

  /// Those that a selection includes; rooms that cannot have any are not loaded.
  public List<SpecInfo> matching(Selection selection) {
    return selection.possibleTopics().map(this::ofTopics).orElseGet(this::all).stream()
        .filter(selection::includes)
        .toList();
  }

  public synchronized Optional<SpecInfo> find(String id) {
    load(room -> room.mayHave(Set.of(topicOf(id))));
    return Optional.ofNullable(byId.get(id));
  }

  /// What a method is: a spec for each protocol that its room is judged over.
  public synchronized List<SpecInfo> find(Method method) {
    load(room -> room.packageName().equals(method.getDeclaringClass().getPackageName()));
    return byMethod.getOrDefault(method, List.of());
  }

  /// The topics that have specs.
  public synchronized Set<TopicInfo> topics() {
    var topics = new TreeSet<TopicInfo>();
    rooms.forEach(room -> topics.addAll(room.topics()));
    byId.values().forEach(spec -> topics.add(spec.topic()));
    return topics;
  }

  private static String topicOf(String id) {
    int dot = id.indexOf('.');
    return dot < 0 ? id : id.substring(0, dot);
  }
}
