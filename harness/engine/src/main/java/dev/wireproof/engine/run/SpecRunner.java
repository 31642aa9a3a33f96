package dev.wireproof.engine.run;

import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.catalogue.SpecInfo.Order;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.evidence.FailureMessage;
import dev.wireproof.engine.protocol.FirstLook;
import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.run.Run.Item;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.verdict.Verdict.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs specs against a target: probe, base control, the specs side by side, those that must be
/// alone, those that look back, those that may break it; then the gate.
public final class SpecRunner {

  private static final int JOBS_ON_A_STRANGER = 4;

  private final RunRequest request;
  private final Target target;
  private final Patience patience = new Patience();
  private final Optional<Pace> known;
  private Pace pace = Pace.UNKNOWN;
  private final List<String> observations = new ArrayList<>();
  private final Instant started = Instant.now();
  private final long begin = System.nanoTime();

  public SpecRunner(RunRequest request) {
    this(request, Optional.empty());
  }

  /// Without a first look, for a target whose like was looked at before.
  public SpecRunner(RunRequest request, Pace known) {
    this(request, Optional.of(known));
  }

  private SpecRunner(RunRequest request, Optional<Pace> known) {
    this.request = request;
    this.target = request.target();
    this.known = known;
  }

  /// Runs to the end, whatever the target does; that it cannot be used is part of the report.
  public RunReport run() {
    List<SpecInfo> specs = selected();
    try (var lateness = new SchedulingLag()) {
      pace = pace(specs);
      Permits permits = new Permits(pace.atOnce());
      Run run =
          new Run(
              request.catalogue(),
              target,
              request.deviations(),
              request.listener(),
              patience,
              permits,
              lateness);
      Optional<String> unusable = runAll(run, specs);
      return report(run.results(), unusable);
    } catch (TargetUnusable e) {
      return report(List.of(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /// What the first look found, and what the specs were shown; unknown before [#run] and where
  /// nobody was there.
  public Pace pace() {
    return new Pace(pace.exchange(), patience.shown(), pace.atOnce());
  }

  private Pace pace(List<SpecInfo> specs) {
    if (known.isPresent()) {
      patience.learn(known.get().exchange());
      patience.known(known.get().shown());
      return known.get();
    }
    int atOnce = look(specs);
    return new Pace(patience.high(), Map.of(), atOnce);
  }

  /// What was asked for and has a reason to be judged here.
  private List<SpecInfo> selected() {
    Selection selection = request.selection();
    boolean onlyClaims = selection.equals(Selection.ALL);
    List<SpecInfo> specs =
        onlyClaims
            ? request.catalogue().ofTopics(target.claims().keySet())
            : request.catalogue().matching(selection);
    return specs.stream().filter(this::concerns).toList();
  }

  private boolean concerns(SpecInfo spec) {
    boolean asked =
        request.selection().isExplicit(spec)
            || (spec.about().level() == Level.TEACHES
                && request.selection().levels().contains(Level.TEACHES));
    return asked || target.claims(spec.topic().name());
  }

  /// Learns the target's pace, and what else it seems to speak.
  ///
  /// @return how many specs it bears at once
  private int look(List<SpecInfo> specs) {
    int wanted =
        Math.min(
            Math.min(request.jobs(), Math.max(1, specs.size())),
            target.allowed() == Safety.POLITE ? JOBS_ON_A_STRANGER : request.jobs());
    List<Protocol> spoken = specs.stream().map(SpecInfo::over).distinct().toList();
    int atOnce = Integer.MAX_VALUE;
    for (Protocol each : spoken) {
      FirstLook look = each.firstLook(target, patience, wanted);
      look.observations().forEach(this::found);
      atOnce = Math.min(atOnce, look.atOnce());
    }
    if (target.lifecycle().isEmpty()) {
      // who started it from a description knows what it speaks
      lookForOthers(spoken);
    }
    boolean isPolite = target.allowed() == Safety.POLITE;
    int most = isPolite || wanted == 1 ? wanted : patience.atOnce(wanted);
    return Math.clamp(atOnce, 1, most);
  }

  private void lookForOthers(List<Protocol> spoken) {
    Protocols.all().stream()
        .filter(other -> !spoken.contains(other))
        .forEach(other ->
            other
                .alsoSpokenAt(target)
                .ifPresent(there ->
                    found(
                        "seems to speak %s too: wireproof run -t %s"
                            .formatted(other.name(), there))));
  }

  private void found(String line) {
    observations.add(line);
    request.progress().accept(line);
  }

  private Optional<String> runAll(Run run, List<SpecInfo> specs) {
    try (var session = new JUnitSession(run)) {
      session.inTurn(items(specs, Order.BASE));
      Optional<String> broken = brokenBase(run.results());
      if (broken.isPresent()) {
        return broken;
      }
      session.sideBySide(longestFirst(items(specs, Order.CONCURRENT)));
      List<Item> postponed = run.takePostponed();
      session.again(postponed.stream().filter(item -> !item.spec().timing()).toList());
      session.inTurn(postponed.stream().filter(item -> item.spec().timing()).toList());
      session.inTurn(items(specs, Order.ALONE));
      session.inTurn(items(specs, Order.PASSIVE));
      session.inTurn(items(specs, Order.LAB));
    }
    return run.gone().or(() -> undecided(run.results()));
  }

  /// What hangs on time waits most, and the others find time to run meanwhile.
  private static List<Item> longestFirst(List<Item> items) {
    return items.stream()
        .sorted(Comparator.comparing((Item item) -> !item.spec().timing()))
        .toList();
  }

  private List<Item> items(List<SpecInfo> specs, Order order) {
    return specs.stream().filter(spec -> spec.order() == order).flatMap(this::items).toList();
  }

  private Stream<Item> items(SpecInfo spec) {
    if (spec.rows().isEmpty()) {
      return Stream.of(new Item(spec, Optional.empty()));
    }
    return spec.rows().stream()
        .filter(row -> request.selection().includes(spec, row))
        .map(row -> new Item(spec, Optional.of(row)));
  }

  private static Optional<String> brokenBase(List<Result> results) {
    return results.stream()
        .filter(result -> !result.is(Kind.CONFORMS) && !result.is(Kind.TOLERATED))
        .findFirst()
        .map(result ->
            "the base control "
                + result.fullId()
                + " failed, so nothing else can be judged: "
                + FailureMessage.line(result));
  }

  /// A target of which nothing binding could be decided is not green.
  private Optional<String> undecided(List<Result> results) {
    List<Result> binding =
        results.stream()
            .filter(result -> result.of().level() == Level.MUST && !result.is(Kind.NOT_APPLICABLE))
            .toList();
    boolean noneDecided =
        !binding.isEmpty() && binding.stream().allMatch(result -> result.is(Kind.INCONCLUSIVE));
    return noneDecided
        ? Optional.of("not one MUST could be decided: " + FailureMessage.line(binding.getFirst()))
        : Optional.empty();
  }

  private RunReport report(List<Result> results, Optional<String> unusable) {
    var info =
        new RunInfo(
                target.name(),
                started,
                Duration.ofNanos(System.nanoTime() - begin),
                Gate.of(results, request.strict()),
                List.copyOf(observations),
                unusable)
            .seeded(target.environment().random().seed());
    return new RunReport(info, results);
  }
}
