package dev.wireproof.reports.matrix;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.verdict.Verdict.Kind;
import dev.wireproof.wire.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Which results keep their evidence in a page of bounded size: what failed comes first, then what
/// could not be decided, then the rest, until the budget is spent.
final class EvidenceBudget {

  /// Of diagram and text, for one event.
  private static final int COST_OF_EVENT = 420;

  private EvidenceBudget() {}

  /// The results whose evidence fits into `most` characters.
  static Set<Result> share(List<Result> results, long most) {
    var inOrder = new ArrayList<>(results);
    inOrder.sort(Comparator.comparingInt(EvidenceBudget::rank));
    Set<Result> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    long left = most;
    for (Result result : inOrder) {
      long cost = cost(result);
      if (cost <= left) {
        left -= cost;
        kept.add(result);
      }
    }
    return kept;
  }

  private static int rank(Result result) {
    return result.verdict().map(verdict -> rank(verdict.kind())).orElse(0);
  }

  private static int rank(Kind kind) {
    return switch (kind) {
      case VIOLATES -> 0;
      case INCONCLUSIVE -> 1;
      case TOLERATED -> 2;
      case OBSERVED -> 3;
      case CONFORMS -> 4;
      case NOT_APPLICABLE -> 5;
    };
  }

  private static long cost(Result result) {
    long cost = 0;
    int events = 0;
    for (Event event : result.transcript()) {
      if (events++ == MatrixData.MOST_EVENTS) {
        break;
      }
      int octets = event instanceof Event.Data data ? data.octets().size() : 0;
      cost += COST_OF_EVENT + 2L * Math.min(octets, MatrixData.MOST_OCTETS);
    }
    return cost;
  }
}
