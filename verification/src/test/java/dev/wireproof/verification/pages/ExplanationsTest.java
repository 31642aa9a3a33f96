package dev.wireproof.verification.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.explain.Explanations;
import dev.wireproof.engine.explain.Situation;
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

  @Test
  void whateverATargetDoesThereIsACauseForIt() {
    var silent = new TreeSet<String>();
    for (SpecInfo spec : CATALOGUE.all()) {
      Explanation text = explanations.of(spec.id()).orElse(Explanation.NONE);
      for (Situation situation : Situation.values()) {
        if (text.in(situation).cause().isEmpty() || text.in(situation).hint().isEmpty()) {
          silent.add(spec.id() + " " + situation);
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void aCauseThatWhatWasSeenExcludesGivesWayToTheOneThatRulesShare() {
    Explanation text = explanations.of("request-response.text.intact").orElseThrow();
    assertThat(text.in(Situation.ANSWERED).cause()).startsWith("Clean-up on the way in");
    assertThat(text.in(Situation.NO_ROUTE).cause()).startsWith("No route takes this path");
    assertThat(text.in(Situation.NO_ROUTE).why()).isEqualTo(text.why());
  }

  @Test
  void aRulesOwnCauseIsToldWhereItFits() {
    Explanation text = explanations.of("request-response.input.no-json").orElseThrow();
    assertThat(text.in(Situation.SERVER_ERROR).cause()).isEqualTo(text.cause());
    assertThat(text.in(Situation.SILENCE).cause()).startsWith("The server is still waiting");
  }

  @Test
  void aTopicMayKnowBetterWhatItsRulesShare() {
    Explanation text = explanations.of("http1.framing.coding-look-alike").orElseThrow();
    assertThat(text.in(Situation.NO_ROUTE).cause()).startsWith("The request was not read as");
    assertThat(text.in(Situation.SILENCE).cause()).startsWith("The server is still waiting");
  }
}
