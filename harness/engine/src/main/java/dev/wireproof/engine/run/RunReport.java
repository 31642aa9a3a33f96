package dev.wireproof.engine.run;

import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A finished run.
public record RunReport(RunInfo info, List<Result> results) {

  public RunReport {
    results = List.copyOf(results);
  }

  /// Several runs of one command as one: the first that could not be judged speaks for all.
  public static RunReport merge(String target, List<RunReport> reports, boolean strict) {
    List<Result> results = reports.stream().flatMap(each -> each.results().stream()).toList();
    var info =
        new RunInfo(
            target,
            reports.isEmpty() ? Instant.now() : reports.getFirst().info().started(),
            reports.stream().map(each -> each.info().took()).reduce(Duration.ZERO, Duration::plus),
            Gate.of(results, strict),
            reports.stream().flatMap(each -> observations(target, each.info())).distinct().toList(),
            reports.stream().flatMap(each -> each.info().unusable().stream()).findFirst());
    return new RunReport(
        reports.stream()
            .flatMapToLong(each -> each.info().seed().stream())
            .mapToObj(info::seeded)
            .findFirst()
            .orElse(info),
        results);
  }

  /// What was found out about one of several targets stands in a line of its own.
  private static Stream<String> observations(String target, RunInfo info) {
    return info.target().equals(target) || info.observations().isEmpty()
        ? info.observations().stream()
        : Stream.of(info.target() + ": " + String.join("; ", info.observations()));
  }

  /// 0 the gate holds, 1 it does not, 3 the target could not be used or the harness failed.
  public int exitCode() {
    if (info.unusable().isPresent() || info.gate().faults() > 0) {
      return 3;
    }
    return info.gate().holds() ? 0 : 1;
  }
}
