package dev.wireproof.engine.exercise;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.result.Result;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The order in which broken rules are best mended, whatever the order in which they were judged:
/// the plain exchange of a topic first, then as the stages of its exercise build one rule on the
/// other, last what no stage asks for, by name.
public final class MendingOrder {

  private final Map<String, Integer> places = new HashMap<>();

  private MendingOrder() {}

  /// The order of these stages.
  public static MendingOrder of(SpecCatalogue catalogue, Collection<Exercise> exercises) {
    var order = new MendingOrder();
    exercises.stream()
        .flatMap(exercise -> exercise.topics().stream())
        .flatMap(topic -> catalogue.ofTopics(Set.of(topic.name())).stream())
        .filter(spec -> spec.order() == SpecInfo.Order.BASE)
        .forEach(spec -> order.add(spec.fullIds()));
    exercises.stream()
        .flatMap(exercise -> exercise.stages().stream())
        .flatMap(stage -> stage.asked().stream())
        .forEach(asked -> order.add(asked.fullIds()));
    return order;
  }

  private void add(List<String> fullIds) {
    fullIds.forEach(id -> places.putIfAbsent(id, places.size()));
  }

  /// These results, topic by topic.
  public List<Result> sorted(Collection<Result> results) {
    return results.stream()
        .sorted(
            Comparator.comparing((Result each) -> each.of().topic().name())
                .thenComparing(each -> places.getOrDefault(each.fullId(), Integer.MAX_VALUE))
                .thenComparing(Result::fullId))
        .toList();
  }
}
