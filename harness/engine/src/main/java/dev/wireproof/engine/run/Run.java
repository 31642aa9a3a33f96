package dev.wireproof.engine.run;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.RunKnowledge;
import dev.wireproof.engine.explain.Explanations;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.sut.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What the specs of one run share: the target, what was learnt of it, and where results go.
/// Several runs can be under way in one JVM. Safe for use by several threads.
final class Run {

  /// Something to run: a spec, and the row of its table when it has one.
  record Item(SpecInfo spec, Optional<Case> row) {}

  private final SpecCatalogue catalogue;
  private final Target target;
  private final Function<String, Optional<String>> deviations;
  private final Consumer<Result> listener;
  private final Explanations explanations = new Explanations();
  private final RunKnowledge knowledge;
  private final Permits permits;
  private final SchedulingLag lateness;
  private final Watch watch = new Watch();
  private final List<Result> results = new ArrayList<>();
  private final List<Item> postponed = new ArrayList<>();
  private Map<SpecInfo, List<Item>> batch = Map.of();
  private boolean mayPostpone;
  private Optional<String> gone = Optional.empty();

  Run(
      SpecCatalogue catalogue,
      Target target,
      Function<String, Optional<String>> deviations,
      Consumer<Result> listener,
      Patience patience,
      Permits permits,
      SchedulingLag lateness) {
    this.catalogue = catalogue;
    this.target = target;
    this.deviations = deviations;
    this.listener = listener;
    this.knowledge = RunKnowledge.of(patience);
    this.permits = permits;
    this.lateness = lateness;
  }

  Target target() {
    return target;
  }

  Patience patience() {
    return knowledge.patience();
  }

  RunKnowledge knowledge() {
    return knowledge;
  }

  Permits permits() {
    return permits;
  }

  Watch watch() {
    return watch;
  }

  SchedulingLag lateness() {
    return lateness;
  }

  Explanations explanations() {
    return explanations;
  }

  SpecCatalogue catalogue() {
    return catalogue;
  }

  Optional<String> deviation(String fullId) {
    return deviations.apply(fullId);
  }

  /// What runs next; a violation that hangs on time may be put off to a later batch.
  synchronized void begin(List<Item> items, boolean postponable) {
    var bySpec = new LinkedHashMap<SpecInfo, List<Item>>();
    items.forEach(item -> bySpec.computeIfAbsent(item.spec(), _ -> new ArrayList<>()).add(item));
    batch = bySpec;
    mayPostpone = postponable;
  }

  /// Whether what is shown now is believed, because it will not be tried again.
  synchronized boolean isLastTry() {
    return !mayPostpone;
  }

  synchronized List<Item> itemsOf(SpecInfo spec) {
    return batch.getOrDefault(spec, List.of());
  }

  /// Puts an item off, unless this is the batch of those that were put off.
  synchronized boolean postpone(Item item) {
    return mayPostpone && postponed.add(item);
  }

  /// The items that were put off since the last call.
  synchronized List<Item> takePostponed() {
    List<Item> taken = List.copyOf(postponed);
    postponed.clear();
    return taken;
  }

  synchronized void record(Result result) {
    results.add(result);
    listener.accept(result);
  }

  synchronized List<Result> results() {
    return List.copyOf(results);
  }

  /// From now on no spec is tried: the target is not there any more.
  synchronized void targetIsGone(String why) {
    if (gone.isEmpty()) {
      gone = Optional.of(why);
    }
  }

  /// After a connection failed: is it gone for good, or was it busy for a moment?
  void checkStillThere(String why) {
    if (gone().isEmpty() && !Reachability.isThere(target)) {
      targetIsGone("the target is gone: " + why);
    }
  }

  synchronized Optional<String> gone() {
    return gone;
  }
}
