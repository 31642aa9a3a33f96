package dev.wireproof.engine.context;

import dev.wireproof.engine.context.Situation.Due;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// How long to wait, learnt from the target itself: every wait is a multiple of the slowest
/// exchange of late, between a floor and a ceiling, and of the slowest that was shown in the same
/// [Situation]. Waiting ends with its event, so being generous costs time only where nothing comes.
/// Safe for use by several threads.
///
/// That nothing comes says something only where it was shown when it comes. Where the target has
/// shown nothing yet, [#LONG] is waited for what is always due, and by a last try for anything;
/// once that was in vain, nobody waits so long there again.
public final class Patience {

  /// What is waited for before it is said that a thing never comes.
  public static final Duration LONG = Duration.ofSeconds(10);

  private static final Duration FLOOR = Duration.ofSeconds(1);
  private static final Duration VAIN = FLOOR.dividedBy(2);
  private static final Duration CEILING = Duration.ofSeconds(15);
  private static final int ANSWER_MULTIPLE = 25;
  private static final int SITUATION_MULTIPLE = 3;
  private static final Duration SLOW = Duration.ofMillis(300);
  private static final int SLOW_MULTIPLE = 4;
  private static final Duration QUIET_FLOOR = Duration.ofMillis(120);
  private static final Duration QUIET_CEILING = Duration.ofSeconds(2);
  private static final int QUIET_MULTIPLE = 4;

  /// In nanoseconds; rises at once and sinks slowly, so that one slow exchange is remembered.
  private final AtomicLong high = new AtomicLong();

  /// The slowest that was shown, by situation.
  private final Map<Situation, Duration> shown = new ConcurrentHashMap<>();

  /// The situations and the kinds in which something was shown, or was waited for in vain.
  private final Set<String> shownKinds = ConcurrentHashMap.newKeySet();

  private final Set<Situation> known = ConcurrentHashMap.newKeySet();
  private final Set<String> vain = ConcurrentHashMap.newKeySet();

  /// Takes note of how long the target needed for something that it answered.
  public void learn(Duration took) {
    long nanos = took.toNanos();
    high.updateAndGet(before -> Math.max(nanos, before - before / 64));
  }

  /// Takes note of how long it took until what was waited for came, whatever it was that came.
  public void shown(Situation situation, Duration took) {
    shown.merge(situation, took, (a, b) -> a.compareTo(b) < 0 ? b : a);
    shownKinds.add(situation.kind());
  }

  /// Takes note of what a like of the target has shown, which this one has to show as well.
  public void known(Map<Situation, Duration> pace) {
    pace.forEach(this::shown);
    known.addAll(pace.keySet());
  }

  /// Takes note that what was waited for did not come.
  public void inVain(Situation situation, Duration waited) {
    if (waited.compareTo(LONG) >= 0) {
      vain.add(situation.name());
      vain.add(situation.kind());
    }
  }

  /// Whether a long wait was in vain where the target has shown nothing, or where no rule says
  /// when: that nothing comes need not be seen twice.
  public boolean isVain(Situation situation) {
    boolean isOpen = !shown.containsKey(situation) || lingers(situation);
    return isOpen
        && (vain.contains(situation.name())
            || (vain.contains(situation.kind()) && !shownKinds.contains(situation.kind())));
  }

  private boolean lingers(Situation situation) {
    return situation.due() == Due.SOME_TIME && !known.contains(situation);
  }

  /// What was shown so far, for a run against a like of the target.
  public Map<Situation, Duration> shown() {
    return Map.copyOf(shown);
  }

  /// How many specs to run at once where a fast target is given that many: at a slow one, most of
  /// the time is waiting.
  public int atOnce(int fast) {
    return high().compareTo(SLOW) < 0 ? fast : fast * SLOW_MULTIPLE;
  }

  /// The slowest exchange of late.
  public Duration high() {
    return Duration.ofNanos(high.get());
  }

  /// For something that a conforming target sends.
  public Duration forAnswer() {
    return clamp(ANSWER_MULTIPLE, FLOOR, CEILING);
  }

  /// For something that a conforming target sends in this situation.
  ///
  /// @param isLastTry whether what is seen now is believed
  public Duration forAnswer(Situation situation, boolean isLastTry) {
    Duration usual = forAnswer();
    Duration slowest = shown.get(situation);
    if (slowest != null) {
      Duration seen = longer(usual, shorter(slowest.multipliedBy(SITUATION_MULTIPLE), CEILING));
      boolean isLong = isLastTry && lingers(situation) && !isVain(situation);
      return isLong ? longer(seen, LONG) : seen;
    }
    if (isVain(situation)) {
      return VAIN;
    }
    return isLastTry || situation.due() == Due.ALWAYS ? longer(usual, LONG) : usual;
  }

  /// For nothing: how long silence must last before it counts as silence.
  public Duration forQuiet() {
    return clamp(QUIET_MULTIPLE, QUIET_FLOOR, QUIET_CEILING);
  }

  /// For all of one spec; past it the harness closes its connections.
  public Duration forSpec() {
    return CEILING.multipliedBy(4);
  }

  private Duration clamp(int multiple, Duration floor, Duration ceiling) {
    return longer(floor, shorter(high().multipliedBy(multiple), ceiling));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
