package dev.wireproof.verification.matrix;

import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.catalogue.SpecInfo.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Which specs are judged under a fault beside those that it turns: all of the topic, or a sample
/// that one seed decides, together with the topic's base control.
///
/// @param percent of the topic's other specs; 100 are all
/// @param least how many at least
record Bystanders(int percent, int least) {

  /// The whole cross product.
  static final Bystanders ALL = new Bystanders(100, 0);

  /// The gate's sample.
  static final Bystanders FEW = new Bystanders(3, 3);

  /// The gate's sample after a change below all topics.
  static final Bystanders MORE = new Bystanders(12, 8);

  /// @throws IllegalArgumentException unless `percent` is one
  Bystanders {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException(percent + " %");
    }
  }

  boolean areAll() {
    return percent == 100;
  }

  /// Draws for one mutant. What others draw, and whether they do, makes no difference to it.
  Set<String> draw(FaultMatrix matrix, Mutant mutant, long seed) {
    Set<String> candidates = matrix.bystanders(mutant);
    if (areAll()) {
      return candidates;
    }
    var drawn = new TreeSet<>(sample(candidates, mutant.id(), seed));
    matrix.specs().stream()
        .filter(spec -> spec.order() == Order.BASE)
        .map(SpecInfo::id)
        .filter(candidates::contains)
        .forEach(drawn::add);
    return drawn;
  }

  private List<String> sample(Set<String> candidates, String mutant, long seed) {
    int size = Math.max(least, Math.ceilDiv(candidates.size() * percent, 100));
    var shuffled = new ArrayList<>(candidates);
    Collections.shuffle(shuffled, new Random(seed * 31 + mutant.hashCode()));
    return shuffled.subList(0, Math.min(size, shuffled.size()));
  }
}
