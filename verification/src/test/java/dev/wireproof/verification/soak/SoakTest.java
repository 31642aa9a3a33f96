package dev.wireproof.verification.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.run.RunRequest;
import dev.wireproof.engine.run.SpecRunner;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.Targets;
import dev.wireproof.engine.verdict.Verdict.Kind;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.References;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Many runs of each correct reference while every processor is busy: `mvn -Psoak test`, with
/// `-Dsoak.topic=SLUG` for one of them and `-Dsoak.runs=N` for fewer.
@EnabledIfSystemProperty(named = "soak", matches = "true", disabledReason = "only with -Psoak")
class SoakTest {

  private static final int RUNS = Integer.getInteger("soak.runs", 30);

  private static final String TOPIC = System.getProperty("soak.topic", "");

  static List<String> topics() {
    return References.all().stream()
        .map(Reference::slug)
        .filter(slug -> TOPIC.isBlank() || slug.equals(TOPIC))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aBusyMachineTurnsNoConformingServerIntoAViolatingOne(String topic) {
    SpecCatalogue catalogue = SpecCatalogue.load();
    var over = new AtomicBoolean();
    stress(over);
    var results = new ArrayList<Result>();
    try {
      for (int run = 0; run < RUNS; run++) {
        try (Target target = Targets.open("reference:" + topic, TargetOptions.none())) {
          results.addAll(new SpecRunner(RunRequest.of(catalogue, target)).run().results());
        }
      }
    } finally {
      over.set(true);
    }
    List<String> flips =
        results.stream()
            .filter(result -> result.is(Kind.VIOLATES) || result.verdict().isEmpty())
            .map(result -> result.fullId() + " " + result.outcome())
            .toList();
    long undecided = results.stream().filter(result -> result.is(Kind.INCONCLUSIVE)).count();
    assertThat(flips).isEmpty();
    assertThat(undecided * 1000)
        .as(undecided + " inconclusive")
        .isLessThanOrEqualTo(results.size());
  }

  private static void stress(AtomicBoolean over) {
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      Thread.ofPlatform()
          .daemon()
          .name("stress-" + i)
          .start(() -> {
            while (!over.get()) {
              Thread.onSpinWait();
            }
          });
    }
  }
}
