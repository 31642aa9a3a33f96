package dev.wireproof.verification.matrix;

import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.run.RunReport;
import dev.wireproof.engine.run.RunRequest;
import dev.wireproof.engine.run.SpecRunner;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.Verdict.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The proof that the specs of a topic can fail: the correct server has no verdict below Conforms,
/// and under each fault the specs that the fault declares change their verdict while no other spec
/// finds a violation. Judged by the engine's own verdicts, so that a crash of the harness kills
/// nothing.
public final class FaultMatrix {

  private static final int JOBS = 8;

  /// A server with one fault, as the matrix sees it.
  ///
  /// @param kills ids of the specs that must change their verdict
  public record Mutant(String id, Set<String> kills) {
    public Mutant {
      kills = Set.copyOf(kills);
    }
  }

  private final SpecCatalogue catalogue;
  private final Selection selection;
  private final Function<Set<String>, Target> servers;
  private final Function<Set<String>, Target> processes;

  /// Without their evidence: there are many, and it is large.
  private final Map<String, Verdict> correct = new LinkedHashMap<>();

  /// The specs that look into a process, and so say nothing of a server inside the harness.
  private final Set<String> needProcess = new TreeSet<>();

  /// A matrix over the specs of a selection.
  ///
  /// @param servers starts a server with the faults of these ids inside the harness
  /// @param processes starts one as a process of its own, which takes longer
  public FaultMatrix(
      SpecCatalogue catalogue,
      Selection selection,
      Function<Set<String>, Target> servers,
      Function<Set<String>, Target> processes) {
    this.processes = processes;
    this.catalogue = catalogue;
    this.selection = selection;
    this.servers = servers;
  }

  /// Runs the correct server; what is wrong with its verdicts, one line each. What could not be
  /// decided in the crowd is looked at again by itself.
  public List<String> judgeCorrectServer() {
    var complaints = new ArrayList<String>();
    RunReport report = run(servers, selection, Set.of());
    report.info().unusable().ifPresent(complaints::add);
    needProcess.addAll(idsOf(report.results(), FaultMatrix::wantsProcess));
    List<Result> results = withProcess(report.results(), needProcess, Set.of());
    for (Result result : decided(results)) {
      result.verdict().ifPresent(verdict -> correct.put(result.fullId(), verdict));
      boolean fine = result.is(Kind.CONFORMS) || result.is(Kind.OBSERVED);
      if (!fine) {
        complaints.add("the correct server: " + result.fullId() + " is " + result.outcome());
      }
    }
    return complaints;
  }

  private List<Result> decided(List<Result> results) {
    Set<String> open = idsOf(results, result -> result.is(Kind.INCONCLUSIVE));
    var inside = new TreeSet<>(open);
    inside.removeAll(needProcess);
    var started = new TreeSet<>(open);
    started.retainAll(needProcess);
    return withProcess(again(results, inside, servers, Set.of()), started, Set.of());
  }

  /// Runs one mutant; what it should have changed and did not, or changed and should not have.
  List<String> judge(Mutant mutant) {
    var complaints = new ArrayList<String>();
    var changed = new HashSet<String>();
    var looking = new TreeSet<>(needProcess);
    looking.retainAll(mutant.kills());
    List<Result> inside = run(servers, selection, Set.of(mutant.id())).results();
    for (Result result : withProcess(inside, looking, Set.of(mutant.id()))) {
      if (isKilled(result)) {
        changed.add(result.of().id());
      } else if (result.verdict().isEmpty()) {
        complaints.add(mutant.id() + ": " + result.fullId() + " crashed: " + result.outcome());
      }
      if (result.is(Kind.VIOLATES) && !mutant.kills().contains(result.of().id())) {
        complaints.add(mutant.id() + ": bystander " + result.fullId() + " is " + result.outcome());
      }
    }
    for (String id : new TreeSet<>(mutant.kills())) {
      if (!changed.contains(id)) {
        complaints.add(mutant.id() + " is not noticed by " + id);
      }
    }
    return complaints;
  }

  /// The specs that no mutant is declared to kill.
  public Set<String> unproven(List<Mutant> mutants) {
    var unproven = new TreeSet<String>();
    catalogue.all().stream()
        .filter(selection::includes)
        .map(spec -> spec.id())
        .filter(id -> mutants.stream().noneMatch(mutant -> mutant.kills().contains(id)))
        .forEach(unproven::add);
    return unproven;
  }

  /// Conforms became Violates or, by its level, Tolerated; or another fact was observed.
  private boolean isKilled(Result result) {
    return switch (correct.get(result.fullId())) {
      case Verdict.Observed(String was) ->
          result.verdict().orElse(null) instanceof Verdict.Observed(String is) && !is.equals(was);
      case Verdict.Conforms _ -> result.is(Kind.VIOLATES) || result.is(Kind.TOLERATED);
      case null, default -> false;
    };
  }

  private static boolean wantsProcess(Result result) {
    return result.verdict().orElse(null) instanceof Verdict.NotApplicable(String why)
        && why.equals(ServerControl.NO_PROCESS);
  }

  /// The results, with those of `ids` taken from a server that is a process of its own.
  private List<Result> withProcess(List<Result> inside, Set<String> ids, Set<String> faults) {
    return again(inside, ids, processes, faults);
  }

  /// The results, with those of `ids` taken from another run, of these alone.
  private List<Result> again(
      List<Result> results,
      Set<String> ids,
      Function<Set<String>, Target> starter,
      Set<String> faults) {
    if (ids.isEmpty()) {
      return results;
    }
    var chosen = Selection.ofIds(ids.toArray(String[]::new));
    return Stream.concat(
            results.stream().filter(result -> !ids.contains(result.of().id())),
            run(starter, chosen, faults).results().stream())
        .toList();
  }

  private static Set<String> idsOf(List<Result> results, Predicate<Result> which) {
    return results.stream()
        .filter(which)
        .map(result -> result.of().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private RunReport run(
      Function<Set<String>, Target> starter, Selection chosen, Set<String> faults) {
    try (Target target = starter.apply(faults)) {
      var request =
          new RunRequest(
              catalogue, target, chosen, JOBS, false, _ -> Optional.empty(), _ -> {}, _ -> {});
      return new SpecRunner(request).run();
    }
  }
}
