package dev.wireproof.engine.run;

import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.catalogue.SpecInfo.Order;
import dev.wireproof.engine.context.Crash;
import dev.wireproof.engine.context.Crashes;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.Survival;
import dev.wireproof.engine.protocol.FirstLook;
import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.run.Run.Item;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
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
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(1);

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
      try {
        pace = pace(specs);
      } catch (TargetUnusable e) {
        String why = String.valueOf(e.getMessage());
        return report(brokenAtFirstSight(specs, lateness), Optional.of(why));
      }
      Run run = begin(pace.atOnce(), lateness);
      Optional<String> unusable = runAll(run, specs);
      return report(run.results(), unusable);
    }
  }

  private Run begin(int atOnce, SchedulingLag lateness) {
    return new Run(
        request.catalogue(),
        target,
        request.deviations(),
        request.listener(),
        patience,
        new Permits(atOnce),
        lateness);
  }

  /// The base controls of a target that takes clients and cannot be used: each names the rule that
  /// is broken, in every report. It gets all the time that any target gets.
  private List<Result> brokenAtFirstSight(List<SpecInfo> specs, SchedulingLag lateness) {
    patience.learn(MOST_PATIENCE);
    Run run = begin(1, lateness);
    if (specs.stream().map(SpecInfo::over).distinct().allMatch(each -> each.isThere(target))) {
      try (var session = new JUnitSession(run)) {
        session.inTurn(items(specs, Order.BASE));
      }
    }
    return run.results();
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
    Health health = health(specs);
    try (var session = new JUnitSession(run)) {
      var inquiry = new CrashInquiry(run, session, health);
      session.inTurn(items(specs, Order.BASE));
      Optional<String> broken = Unusable.brokenBase(run.results());
      if (broken.isPresent()) {
        return broken;
      }
      if (!run.results().isEmpty() || health.isWell()) {
        run.watch().arm(health);
      }
      inquiry.judge(longestFirst(items(specs, Order.CONCURRENT)), session::sideBySide);
      List<Item> postponed = run.takePostponed();
      inquiry.judge(
          postponed.stream().filter(item -> !item.spec().timing()).toList(), session::again);
      inquiry.judge(
          postponed.stream().filter(item -> item.spec().timing()).toList(), session::inTurn);
      inquiry.judge(items(specs, Order.ALONE), session::inTurn);
      inquiry.judge(items(lookingBack(specs), Order.PASSIVE), session::inTurn);
      inquiry.judge(items(specs, Order.LAB), session::inTurn);
      inquiry.judge(items(aboutCrashes(run, specs), Order.PASSIVE), session::inTurn);
    }
    return run.gone().or(() -> Unusable.undecided(run.results()));
  }

  private Health health(List<SpecInfo> specs) {
    List<Protocol> spoken = specs.stream().map(SpecInfo::over).distinct().toList();
    List<TopicInfo> topics = specs.stream().map(SpecInfo::topic).distinct().toList();
    List<SpecInfo> controls =
        request.catalogue().all().stream()
            .filter(spec -> spec.order() == Order.BASE && topics.contains(spec.topic()))
            .toList();
    return new Health(target, patience, spoken, controls);
  }

  private static List<SpecInfo> lookingBack(List<SpecInfo> specs) {
    return specs.stream().filter(spec -> !spec.id().endsWith(Survival.RULE)).toList();
  }

  /// Whether the target survived is known when all else is over; that it did not is told whether it
  /// was asked for or not.
  private List<SpecInfo> aboutCrashes(Run run, List<SpecInfo> specs) {
    List<String> crashed = Crashes.of(run.knowledge()).all().stream().map(Crash::topic).toList();
    return request.catalogue().all().stream()
        .filter(spec -> spec.id().endsWith(Survival.RULE))
        .filter(spec -> specs.contains(spec) || crashed.contains(spec.topic().name()))
        .toList();
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
