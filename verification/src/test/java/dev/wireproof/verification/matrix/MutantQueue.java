package dev.wireproof.verification.matrix;

import dev.wireproof.verification.matrix.FaultMatrix.Mutant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The mutants of all topics in one queue, so that the slowest of a topic keeps no other waiting.
public final class MutantQueue {

  /// Most of a run is waiting for what a fault keeps back, so several fit beside each other.
  private static final int AT_ONCE = 5;

  /// A mutant, and the matrix that judges it.
  public record Entry(FaultMatrix matrix, Mutant mutant) {}

  private MutantQueue() {}

  /// Runs the mutants, several at once, and tells the complaints of each. A complaint is believed
  /// when the mutant gives cause for it again beside one other, and with the machine to itself.
  ///
  /// @param entries of matrices that have judged their correct server
  public static Map<Entry, List<String>> judge(Collection<Entry> entries) {
    var complaints = new LinkedHashMap<Entry, List<String>>();
    Collection<Entry> open = entries;
    for (int atOnce : List.of(AT_ONCE, 2, 1)) {
      complaints.putAll(judge(open, atOnce));
      open =
          entries.stream()
              .filter(entry -> !complaints.getOrDefault(entry, List.of()).isEmpty())
              .toList();
    }
    return complaints;
  }

  private static Map<Entry, List<String>> judge(Collection<Entry> entries, int atOnce) {
    var complaints = new LinkedHashMap<Entry, List<String>>();
    try (ExecutorService executor =
        Executors.newFixedThreadPool(atOnce, Thread.ofPlatform().name("mutant-", 0).factory())) {
      var underWay = new LinkedHashMap<Entry, Future<List<String>>>();
      for (Entry entry : entries) {
        underWay.put(entry, executor.submit(() -> entry.matrix().judge(entry.mutant())));
      }
      underWay.forEach((entry, future) -> complaints.put(entry, outcome(future)));
    }
    return complaints;
  }

  private static List<String> outcome(Future<List<String>> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the harness failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
