package dev.wireproof.engine.run;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.Targets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The runs under way in this JVM. JUnit makes the extensions itself, so they find their run by a
/// key among the configuration parameters. A spec that is started from an IDE has no key: it gets a
/// run of its own against the target that `-Dwireproof.target` names.
final class Runs {

  /// The configuration parameter that holds the key.
  static final String KEY = "wireproof.run";

  private static final Map<String, Run> UNDER_WAY = new ConcurrentHashMap<>();
  private static final AtomicLong COUNTER = new AtomicLong();
  private static @Nullable Run standalone;

  private Runs() {}

  static String enter(Run run) {
    String key = Long.toString(COUNTER.incrementAndGet());
    UNDER_WAY.put(key, run);
    return key;
  }

  static void leave(String key) {
    UNDER_WAY.remove(key);
  }

  static Run find(Optional<String> key) {
    return key.map(UNDER_WAY::get).orElseGet(Runs::standalone);
  }

  private static synchronized Run standalone() {
    Run run = standalone;
    if (run == null) {
      String address = System.getProperty("wireproof.target", "reference:http1");
      run =
          new Run(
              SpecCatalogue.load(),
              Targets.open(address, TargetOptions.none()),
              _ -> Optional.empty(),
              _ -> {},
              new Patience(),
              new Permits(1),
              new SchedulingLag());
      standalone = run;
    }
    return run;
  }
}
