package dev.wireproof.engine.run;

import dev.wireproof.engine.context.Crash;
import dev.wireproof.engine.context.Crashes;
import dev.wireproof.engine.context.Survival;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.run.Run.Item;
import dev.wireproof.engine.run.UnderWay.Entry;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.sut.Lifecycle;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Recording;
import dev.wireproof.wire.Transcript;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Finds the input that brought a target down: the target is brought back, and each suspect is
/// tried alone. The run then goes on without that input.
final class CrashInquiry {

  /// So many rules whose input brings the target down are enough to know.
  private static final int MOST_CULPRITS = 5;

  private static final int MOST_INPUT = 200;

  private final Run run;
  private final JUnitSession session;
  private final Ruin ruin;
  private final Restart restart;
  private final Crashes crashes;
  private final Set<String> culprits = new HashSet<>();

  CrashInquiry(Run run, JUnitSession session, Health health) {
    this.run = run;
    this.session = session;
    this.ruin = new Ruin(run.target(), health);
    this.restart = new Restart(run.target(), health);
    this.crashes = Crashes.of(run.knowledge());
  }

  /// Judges all items, whatever becomes of the target meanwhile.
  ///
  /// @param judge runs items once
  void judge(List<Item> items, Consumer<List<Item>> judge) {
    List<Item> left = items;
    while (!left.isEmpty()) {
      judge.accept(left);
      if (endedUnnoticed()) {
        run.watch().raise();
      }
      run.watch().takeAlarm().ifPresent(this::inquire);
      left = run.watch().takeAgain().stream().filter(item -> !isDone(item)).toList();
    }
  }

  private boolean endedUnnoticed() {
    return run.watch().isArmed()
        && run.gone().isEmpty()
        && run.target().lifecycle().flatMap(each -> each.ending(Duration.ZERO)).isPresent();
  }

  private boolean isDone(Item item) {
    String fullId = about(item).fullId();
    return run.results().stream().anyMatch(result -> result.fullId().equals(fullId));
  }

  private void inquire(List<Entry> suspects) {
    if (run.gone().isPresent()) {
      return;
    }
    ruin.found()
        .ifPresent(how -> {
          String output = run.target().lifecycle().map(Lifecycle::output).orElse("");
          try {
            if (restart.isBack()) {
              findCulprit(suspects, how, output);
            } else {
              record(crash(suspects, false, how, output));
              run.targetIsGone("the target is gone, after " + crashes.all().getLast().line());
            }
          } catch (TargetUnusable e) {
            record(crash(suspects, false, how, output));
            run.targetIsGone(
                "the target went down and could not be started again, after "
                    + crashes.all().getLast().line()
                    + "\n"
                    + e.getMessage());
          }
        });
  }

  private void findCulprit(List<Entry> suspects, String how, String output) {
    for (Entry suspect : suspects) {
      if (!culprits.contains(suspect.fullId()) && isCulprit(suspect)) {
        return;
      }
    }
    record(crash(suspects, false, how, output));
  }

  /// Tries it alone, on a target that is well.
  private boolean isCulprit(Entry suspect) {
    Optional<Lifecycle> server = run.target().lifecycle();
    long mark = server.map(Lifecycle::printed).orElse(0L);
    Optional<Attempt> tried = tryAlone(suspect.item());
    if (tried.isEmpty()) {
      return false;
    }
    Attempt attempt = tried.get();
    Optional<String> how = ruin.found();
    if (how.isEmpty()) {
      if (!isDone(suspect.item())) {
        run.record(attempt.result(attempt.outcome()));
      }
      return false;
    }
    String output = server.map(each -> each.outputSince(mark)).orElse("");
    convict(suspect, attempt, crash(suspect, attempt.recording(), how.get(), output));
    return true;
  }

  private Optional<Attempt> tryAlone(Item item) {
    Watch.Trial trial = run.watch().beginTrial();
    try {
      session.inTurn(List.of(item));
    } finally {
      run.watch().endTrial();
    }
    return trial.attempt();
  }

  private void convict(Entry culprit, Attempt attempt, Crash crash) {
    culprits.add(culprit.fullId());
    record(crash);
    if (!isDone(culprit.item())) {
      run.record(attempt.result(new Outcome.Judged(verdict(about(culprit.item()), crash))));
    }
    if (culpritRules() >= MOST_CULPRITS) {
      run.targetIsGone(
          "so many inputs bring the target down that it was not asked further: "
              + String.join(", ", culprits.stream().sorted().toList()));
    } else if (!restart.isBack()) {
      run.targetIsGone("the target did not come back after " + crash.line());
    }
  }

  private long culpritRules() {
    return culprits.stream().map(id -> id.split("/", 2)[0]).distinct().count();
  }

  /// The finding is that of the rule about crashes; where there is none, that of the spec itself.
  private Verdict verdict(About of, Crash crash) {
    String rule = of.topic().name() + Survival.RULE;
    boolean isItsOwn = of.id().equals(rule) || run.catalogue().find(rule).isEmpty();
    return isItsOwn
        ? Survival.verdict(new Transcript(), List.of(crash))
        : new Verdict.Inconclusive("its input brings the target down", Optional.of(rule));
  }

  private void record(Crash crash) {
    crashes.add(crash);
  }

  private Crash crash(Entry suspect, Recording recording, String how, String output) {
    return new Crash(
        about(suspect.item()).topic().name(),
        List.of(suspect.fullId()),
        true,
        input(recording),
        how,
        output,
        withoutRemarks(recording));
  }

  /// What the spec thought of it while it did not know better is of no use any more.
  private static Recording withoutRemarks(Recording recording) {
    Optional<Event> decisive = recording.decisiveEvent();
    List<Event> events =
        recording.events().stream().filter(event -> !(event instanceof Event.Noted)).toList();
    OptionalInt at =
        decisive.map(events::indexOf).filter(index -> index >= 0).stream()
            .mapToInt(index -> index)
            .findFirst();
    return new Recording(events, recording.dropped(), at);
  }

  private Crash crash(List<Entry> suspects, boolean proven, String how, String output) {
    Recording first = suspects.getFirst().context().transcript().recording();
    return new Crash(
        about(suspects.getFirst().item()).topic().name(),
        suspects.stream().map(Entry::fullId).toList(),
        proven,
        input(first),
        how,
        output,
        withoutRemarks(first));
  }

  /// The octets that were sent last.
  private static String input(Recording recording) {
    return recording.events().stream()
        .flatMap(event -> event instanceof Event.Sent sent ? Stream.of(sent) : Stream.of())
        .reduce((_, last) -> last)
        .map(sent ->
            sent.octets().first(MOST_INPUT).printable() + (sent.size() > MOST_INPUT ? "…" : ""))
        .orElse("");
  }

  private static About about(Item item) {
    return item.spec().about(item.row());
  }
}
