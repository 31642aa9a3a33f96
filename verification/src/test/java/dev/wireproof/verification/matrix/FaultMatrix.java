package dev.wireproof.verification.matrix;

import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.run.Pace;
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
import java.util.concurrent.ConcurrentHashMap;
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

  private final SpecCatalogue catalogue;
  private final Selection selection;
  private final Function<Set<String>, Target> servers;
  private final Function<Set<String>, Target> processes;

  /// Without their evidence: there are many, and it is large.
  private final Map<String, Verdict> correct = new LinkedHashMap<>();

  /// The specs that look into a process, and so say nothing of a server inside the harness.
  private final Set<String> needProcess = new TreeSet<>();

  /// How fast the correct server is, by who started it.
  private final Map<Function<Set<String>, Target>, Pace> paces = new ConcurrentHashMap<>();

  /// What some fault has turned so far, as full ids.
  private final Set<String> turned = ConcurrentHashMap.newKeySet();

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

  /// The specs that this matrix is about.
  List<SpecInfo> specs() {
    return catalogue.matching(selection);
  }

  /// Runs the correct server; what is wrong with its verdicts, one line each. What could not be
  /// decided in the crowd is looked at again by itself.
  public List<String> judgeCorrectServer() {
    var complaints = new ArrayList<String>();
    RunReport report = run(servers, selection, Set.of());
    report.info().unusable().ifPresent(complaints::add);
    needProcess.addAll(idsOf(report.results(), FaultMatrix::wantsProcess));
    List<Result> results = again(report.results(), needProcess, processes, Set.of());
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
    return again(again(results, inside, servers, Set.of()), started, processes, Set.of());
  }

  /// The specs that can be judged beside those that a mutant is declared to turn.
  Set<String> bystanders(Mutant mutant) {
    return specs().stream()
        .map(SpecInfo::id)
        .filter(id -> !needProcess.contains(id) && !mutant.killedSpecs().contains(id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// How many of the specs that a mutant turns hang on time, or need a process of its own.
  long waits(Mutant mutant) {
    return specs().stream()
        .filter(spec -> mutant.killedSpecs().contains(spec.id()))
        .filter(spec -> spec.timing() || needProcess.contains(spec.id()))
        .count();
  }

  /// Runs the specs that one mutant is declared to turn, and these bystanders; what it should have
  /// changed and did not, or changed and should not have.
  List<String> judge(Mutant mutant, Set<String> bystanders) {
    var complaints = new ArrayList<String>();
    var changed = new HashSet<String>();
    for (Result result : results(mutant, bystanders)) {
      if (isKilled(result)) {
        changed.add(result.of().id());
        changed.add(result.fullId());
      } else if (result.verdict().isEmpty()) {
        complaints.add(mutant.id() + ": " + result.fullId() + " crashed: " + result.outcome());
      }
      if (result.is(Kind.VIOLATES) && !mutant.isDeclaredToTurn(result)) {
        complaints.add(mutant.id() + ": bystander " + result.fullId() + " is " + result.outcome());
      }
    }
    turned.addAll(changed);
    for (String id : new TreeSet<>(mutant.kills())) {
      if (!changed.contains(id)) {
        complaints.add(mutant.id() + " is not noticed by " + id);
      }
    }
    return complaints;
  }

  private List<Result> results(Mutant mutant, Set<String> bystanders) {
    var looking = new TreeSet<>(needProcess);
    looking.retainAll(mutant.killedSpecs());
    var inside = new TreeSet<>(mutant.killedSpecs());
    inside.removeAll(looking);
    inside.addAll(bystanders);
    Set<String> faults = Set.of(mutant.id());
    return again(again(List.of(), inside, servers, faults), looking, processes, faults);
  }

  /// The specs that no mutant is declared to kill.
  public Set<String> unproven(List<Mutant> mutants) {
    return specs().stream()
        .map(SpecInfo::id)
        .filter(id -> mutants.stream().noneMatch(mutant -> mutant.killedSpecs().contains(id)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The rows of tables that judge the correct server, as full ids.
  Set<String> judgingRows() {
    return specs().stream()
        .filter(spec -> !spec.rows().isEmpty())
        .flatMap(spec -> spec.fullIds().stream())
        .filter(correct::containsKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The rows of tables that no mutant judged so far has turned: one fault proves a table, and
  /// these stood by.
  Set<String> unturnedRows() {
    Set<String> rows = judgingRows();
    rows.removeAll(turned);
    return rows;
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

  /// A mutant is looked at as the correct server was: a first look at each would cost more than the
  /// specs, and with some faults it waits in vain.
  private RunReport run(
      Function<Set<String>, Target> starter, Selection chosen, Set<String> faults) {
    try (Target target = starter.apply(faults)) {
      var request =
          new RunRequest(
              catalogue, target, chosen, JOBS, false, _ -> Optional.empty(), _ -> {}, _ -> {});
      Pace known = paces.get(starter);
      if (known != null) {
        return new SpecRunner(request, known).run();
      }
      var runner = new SpecRunner(request);
      RunReport report = runner.run();
      paces.put(starter, runner.pace());
      return report;
    }
  }
}
