package dev.wireproof.verification.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.explain.Explanations;
import dev.wireproof.engine.spec.TopicInfo;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every spec is explained, and nothing is explained that does not exist.
class ExplanationsTest {

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.load();

  private final Explanations explanations = new Explanations();

  @Test
  void everySpecSaysWhyItMattersWhatBreaksItAndWhatToDo() {
    var silent = new TreeSet<String>();
    for (SpecInfo spec : CATALOGUE.all()) {
      Explanation text = explanations.of(spec.id()).orElse(Explanation.NONE);
      if (text.why().isEmpty() || text.cause().isEmpty() || text.hint().isEmpty()) {
        silent.add(spec.id());
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void noExplanationIsLeftWithoutItsSpec() {
    Set<String> ids = CATALOGUE.all().stream().map(SpecInfo::id).collect(Collectors.toSet());
    var orphans = new TreeSet<String>();
    for (SpecInfo spec : CATALOGUE.all()) {
      String subject = spec.id().split("\\.", -1)[1];
      orphans.addAll(explanations.explained(spec.about().topic(), subject));
    }
    orphans.removeAll(ids);
    assertThat(orphans).isEmpty();
  }

  @Test
  void everyTopicIsIntroduced() {
    assertThat(CATALOGUE.topics())
        .allSatisfy((TopicInfo topic) ->
            assertThat(explanations.introduction(topic)).as(topic.name()).isNotEmpty());
  }
}
