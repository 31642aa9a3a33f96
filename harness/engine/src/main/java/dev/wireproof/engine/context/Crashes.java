package dev.wireproof.engine.context;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What brought the target down in this run. Safe for use by several threads.
public final class Crashes {

  private final List<Crash> all = new CopyOnWriteArrayList<>();

  /// Those of the run that shares this knowledge.
  public static Crashes of(RunKnowledge knowledge) {
    return knowledge.facts().known(Crashes.class, Crashes::new);
  }

  public void add(Crash crash) {
    all.add(crash);
  }

  /// All of them, the earliest first.
  public List<Crash> all() {
    return List.copyOf(all);
  }

  /// Those that break the rule of one topic; what is proven comes first.
  public List<Crash> of(String topic) {
    return all.stream()
        .filter(crash -> crash.topic().equals(topic))
        .sorted((one, other) -> Boolean.compare(other.proven(), one.proven()))
        .toList();
  }
}
