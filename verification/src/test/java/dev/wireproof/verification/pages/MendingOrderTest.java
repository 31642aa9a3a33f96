package dev.wireproof.verification.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.exercise.Exercises;
import dev.wireproof.engine.exercise.MendingOrder;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Recording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is broken is told in an order that does not hang on which was judged first.
class MendingOrderTest {

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.load();

  private static Result failed(String id) {
    return new Result(
        CATALOGUE.find(id).orElseThrow().about(),
        new Outcome.Judged(new Verdict.Violates("this", "that")),
        1,
        Optional.empty(),
        "",
        Recording.EMPTY);
  }

  private static List<String> order(List<String> ids) {
    MendingOrder order = Exercises.mendingOrder(CATALOGUE, Set.of("http1"));
    return order.sorted(ids.stream().map(MendingOrderTest::failed).toList()).stream()
        .map(Result::fullId)
        .toList();
  }

  @Test
  void theBaseComesFirstThenTheStagesThenWhatNoStageAsksFor() {
    List<String> wanted =
        List.of(
            "http1.base.answers-get",
            "http1.response.status-line",
            "http1.field.whole-section-first",
            "http1.conditional.head");
    var shuffled = new ArrayList<>(wanted);
    for (int seed = 0; seed < 10; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(order(shuffled)).isEqualTo(wanted);
    }
  }
}
