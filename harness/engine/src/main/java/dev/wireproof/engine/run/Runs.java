package dev.wireproof.engine.run;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.Targets;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The runs under way in this JVM. JUnit makes the extensions itself, so they find their run by a
/// key among the configuration parameters. A spec that is started from an IDE has no key: it gets a
/// run of its own against the target that `-Dwireproof.target` names, else against the reference
/// server of its topic.
final class Runs {

  /// The configuration parameter that holds the key.
  static final String KEY = "wireproof.run";

  private static final Map<String, Run> UNDER_WAY = new ConcurrentHashMap<>();
  private static final AtomicLong COUNTER = new AtomicLong();
  private static final Map<String, Run> STANDALONE = new ConcurrentHashMap<>();

  private Runs() {}

  static String enter(Run run) {
    String key = Long.toString(COUNTER.incrementAndGet());
    UNDER_WAY.put(key, run);
    return key;
  }

  static void leave(String key) {
    UNDER_WAY.remove(key);
  }

  /// The run of that key; without one, a run of its own for the room that a method stands in.
  static Run find(Optional<String> key, Method method) {
    return key.map(UNDER_WAY::get).orElseGet(() -> standalone(method));
  }

  private static Run standalone(Method method) {
    SpecCatalogue catalogue = SpecCatalogue.load();
    String topic =
        catalogue.find(method).stream()
            .map(spec -> spec.topic().name())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(method + " is no spec"));
    return STANDALONE.computeIfAbsent(topic, each -> standalone(catalogue, each));
  }

  private static Run standalone(SpecCatalogue catalogue, String topic) {
    String address = System.getProperty("wireproof.target", "reference:" + topic);
    return new Run(
        catalogue,
        Targets.open(address, TargetOptions.none()),
        _ -> Optional.empty(),
        _ -> {},
        new Patience(),
        new Permits(1),
        new SchedulingLag());
  }
}
