package dev.wireproof.reports.compare;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.SavedRun;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Several runs of the same specs, side by side.
///
/// @param names of the runs, in the order in which they were given
/// @param rows one for each spec or row of a table that any of the runs has, by id
public record Comparison(List<String> names, List<Row> rows) {

  /// What one spec came to in each run.
  ///
  /// @param of the spec, as the first run that has it knows it
  /// @param results in the order of the names; empty where a run does not have it
  public record Row(About of, List<Optional<Result>> results) {

    public Row {
      results = List.copyOf(results);
    }

    public boolean isInAll() {
      return results.stream().allMatch(Optional::isPresent);
    }

    /// Another verdict, or another fact observed. Words alone make no difference: they hold
    /// durations and ports.
    public boolean differs() {
      return results.stream().flatMap(Optional::stream).map(Row::essence).distinct().count() > 1;
    }

    private static String essence(Result result) {
      return result
          .verdict()
          .map(verdict ->
              verdict instanceof Verdict.Observed(String fact) ? fact : verdict.kind().title())
          .orElse("the harness failed");
    }
  }

  public Comparison {
    names = List.copyOf(names);
    rows = List.copyOf(rows);
  }

  public static Comparison of(List<SavedRun> runs) {
    var known = new TreeMap<String, About>();
    var found = new ArrayList<Map<String, Result>>();
    for (SavedRun run : runs) {
      var byId = new LinkedHashMap<String, Result>();
      run.results().forEach(result -> byId.put(result.fullId(), result));
      byId.forEach((id, result) -> known.putIfAbsent(id, result.of()));
      found.add(byId);
    }
    var rows = new ArrayList<Row>();
    known.forEach((id, about) ->
        rows.add(
            new Row(about, found.stream().map(run -> Optional.ofNullable(run.get(id))).toList())));
    return new Comparison(runs.stream().map(SavedRun::name).toList(), rows);
  }

  /// The specs that all runs have and that came out differently.
  public List<Row> differences() {
    return rows.stream().filter(row -> row.isInAll() && row.differs()).toList();
  }

  /// The specs that not all runs have.
  public List<Row> partial() {
    return rows.stream().filter(row -> !row.isInAll()).toList();
  }

  public boolean isWithoutDifference() {
    return differences().isEmpty() && partial().isEmpty();
  }
}
