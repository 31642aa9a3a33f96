package dev.wireproof.verification.matrix;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the whole cross product of a topic was judged from, and when.
///
/// @param specs digest of the sources of its specs
/// @param reference digest of the sources of its reference server, faults included
/// @param engine digest of what lies below all topics: engine, clients, wire
record TopicState(
    int faults, int rules, LocalDate judged, String specs, String reference, String engine) {

  /// What has changed since `last` so that all of the topic is to be judged anew; nothing when its
  /// sample will do. A change of the engine is no reason: it would be one for all topics at once.
  Optional<String> reasonToJudgeAll(Optional<TopicState> last) {
    if (last.isEmpty()) {
      return Optional.of("never judged whole before");
    }
    TopicState then = last.get();
    boolean newSpecs = !specs.equals(then.specs) || rules != then.rules;
    boolean newReference = !reference.equals(then.reference) || faults != then.faults;
    if (!newSpecs && !newReference) {
      return Optional.empty();
    }
    String what =
        newSpecs && newReference
            ? "its specs and its reference changed"
            : newSpecs ? "its specs changed" : "its reference changed";
    return Optional.of(what + " since " + then.judged);
  }

  /// As it stands in the file.
  Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("faults", faults);
    map.put("rules", rules);
    map.put("judged", judged.toString());
    map.put("specs", specs);
    map.put("reference", reference);
    map.put("engine", engine);
    return map;
  }

  /// As the file has it.
  static TopicState of(Map<?, ?> map) {
    return new TopicState(
        Integer.parseInt(text(map, "faults")),
        Integer.parseInt(text(map, "rules")),
        LocalDate.parse(text(map, "judged")),
        text(map, "specs"),
        text(map, "reference"),
        text(map, "engine"));
  }

  private static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("no “" + key + "” in the state of the matrix");
    }
    return value.toString();
  }
}
