package dev.wireproof.verification.matrix;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

/// The mutants of all topics in one queue, so that the slowest of a topic keeps no other waiting.
public final class MutantQueue {

  /// Most of a run is waiting for what a fault keeps back, so several fit beside each other.
  private static final int AT_ONCE = Integer.getInteger("matrix.at-once", 10);

  private static final int CORRECT_AT_ONCE = 3;

  /// A mutant, the matrix that judges it, and beside which specs.
  public record Entry(FaultMatrix matrix, Mutant mutant, Bystanders bystanders) {}

  private final long seed;
  private final Map<Entry, Duration> took = new ConcurrentHashMap<>();

  MutantQueue(long seed) {
    this.seed = seed;
  }

  /// Runs the correct servers, few at once, and tells the complaints of each. A complaint is
  /// believed when there is cause for it again with the machine to itself.
  static Map<FaultMatrix, List<String>> judgeCorrectServers(Collection<FaultMatrix> matrices) {
    Map<FaultMatrix, List<String>> complaints =
        beside(CORRECT_AT_ONCE, matrices, FaultMatrix::judgeCorrectServer);
    List<FaultMatrix> open =
        matrices.stream()
            .filter(matrix -> !complaints.getOrDefault(matrix, List.of()).isEmpty())
            .toList();
    complaints.putAll(beside(1, open, FaultMatrix::judgeCorrectServer));
    return complaints;
  }

  /// Runs the mutants, several at once, and tells the complaints of each. A complaint is believed
  /// when the mutant gives cause for it again beside one other, and with the machine to itself,
  /// with all bystanders: some specs look back at what the others saw.
  ///
  /// @param entries of matrices that have judged their correct server
  public Map<Entry, List<String>> judge(Collection<Entry> entries) {
    var complaints = new LinkedHashMap<Entry, List<String>>();
    complaints.putAll(judge(entries, AT_ONCE, Entry::bystanders));
    for (int atOnce : List.of(2, 1)) {
      List<Entry> open =
          entries.stream()
              .filter(entry -> !complaints.getOrDefault(entry, List.of()).isEmpty())
              .toList();
      complaints.putAll(judge(open, atOnce, _ -> Bystanders.ALL));
    }
    return complaints;
  }

  private Map<Entry, List<String>> judge(
      Collection<Entry> entries, int atOnce, Function<Entry, Bystanders> bystanders) {
    return beside(atOnce, longestFirst(entries), entry -> judge(entry, bystanders.apply(entry)));
  }

  private static <T> Map<T, List<String>> beside(
      int atOnce, Collection<T> all, Function<T, List<String>> judge) {
    var complaints = new LinkedHashMap<T, List<String>>();
    try (ExecutorService executor =
        Executors.newFixedThreadPool(atOnce, Thread.ofPlatform().name("matrix-", 0).factory())) {
      var underWay = new LinkedHashMap<T, Future<List<String>>>();
      all.forEach(each -> underWay.put(each, executor.submit(() -> judge.apply(each))));
      underWay.forEach((each, future) -> complaints.put(each, outcome(future)));
    }
    return complaints;
  }

  /// What hangs on time waits most, and the others find time to run meanwhile.
  private static List<Entry> longestFirst(Collection<Entry> entries) {
    return entries.stream()
        .sorted(
            Comparator.comparingLong((Entry entry) -> entry.matrix().waits(entry.mutant()))
                .reversed())
        .toList();
  }

  private List<String> judge(Entry entry, Bystanders bystanders) {
    FaultMatrix matrix = entry.matrix();
    long begin = System.nanoTime();
    try {
      return matrix.judge(entry.mutant(), bystanders.draw(matrix, entry.mutant(), seed));
    } finally {
      took.merge(entry, Duration.ofNanos(System.nanoTime() - begin), Duration::plus);
    }
  }

  /// How long each mutant took, the slowest first.
  Stream<String> times() {
    return took.entrySet().stream()
        .sorted(Map.Entry.<Entry, Duration>comparingByValue().reversed())
        .map(each ->
            "%7d ms  %s".formatted(each.getValue().toMillis(), each.getKey().mutant().id()));
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
