package dev.wireproof.engine.evidence;

import dev.wireproof.engine.evidence.Timeline.Entry;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What of a long recording is shown on one screen: how it began, how it ended and what decided.
/// Connections on which the same happened as on the one before become one line.
final class TranscriptFold {

  private static final int MOST_EVENTS = 40;
  private static final int EVENTS_OF_THE_BEGINNING = 12;

  /// So few events are not too many lines, all of them whole.
  private static final int EVENTS_SHOWN_WHOLE = 16;

  /// The channels of these are what a failure is about.
  private static final int LAST_EVENTS = 8;

  /// A line of the story.
  sealed interface Line {

    /// An event that is shown.
    ///
    /// @param whole whether it is shown with all its lines
    record Shown(Entry entry, boolean whole) implements Line {}

    record LeftOut(long events) implements Line {}

    record Alike(int connections) implements Line {}
  }

  /// What happened on one channel before anything happened on another.
  private record Stretch(List<Entry> entries, String shape) {

    static Stretch of(List<Entry> entries) {
      String shape =
          entries.stream()
              .map(entry -> entry.event().arrow() + " " + shape(entry.event().text()))
              .collect(Collectors.joining("\n"));
      return new Stretch(List.copyOf(entries), shape);
    }

    private static String shape(String text) {
      return text.replaceAll("(?i)\\b[0-9a-f]{6,}\\b|\\d+", "#");
    }

    boolean isDecisive() {
      return entries.stream().anyMatch(Entry::decisive);
    }
  }

  private final Timeline timeline;
  private final List<Line> lines = new ArrayList<>();
  private int alike;
  private long left;

  private TranscriptFold(Timeline timeline) {
    this.timeline = timeline;
  }

  static List<Line> of(Timeline timeline) {
    var fold = new TranscriptFold(timeline);
    fold.fold();
    return List.copyOf(fold.lines);
  }

  private void fold() {
    List<Stretch> stretches = stretches(telling());
    Set<Entry> shown = fewEnough(unlike(stretches));
    Set<Channel> whole = shownWhole(shown);
    String before = "";
    for (Stretch stretch : stretches) {
      boolean isShown = stretch.entries().stream().anyMatch(shown::contains);
      if (!isShown && lastIsShown() && stretch.shape().equals(before)) {
        alike++;
      } else {
        stretch.entries().forEach(entry -> add(entry, shown, whole));
        before = stretch.shape();
      }
    }
    noteWhatWasPassedOver();
    noteDropped();
  }

  /// Whether the stretch that others are said to be like can be seen.
  private boolean lastIsShown() {
    return left == 0 && !lines.isEmpty();
  }

  private void add(Entry entry, Set<Entry> shown, Set<Channel> whole) {
    if (shown.contains(entry)) {
      noteWhatWasPassedOver();
      lines.add(new Line.Shown(entry, isWhole(entry, whole)));
    } else {
      left++;
    }
  }

  private void noteWhatWasPassedOver() {
    if (alike > 0) {
      lines.add(new Line.Alike(alike));
    }
    if (left > 0) {
      lines.add(new Line.LeftOut(left));
    }
    alike = 0;
    left = 0;
  }

  /// What was dropped, was dropped behind the beginning.
  private void noteDropped() {
    if (timeline.dropped() > 0) {
      int at = Math.min(EVENTS_OF_THE_BEGINNING, lines.size());
      lines.add(at, new Line.LeftOut(timeline.dropped()));
    }
  }

  /// Of many connections most are closed when all is over, which tells nothing.
  private List<Entry> telling() {
    List<Entry> all = timeline.entries();
    return all.size() <= EVENTS_SHOWN_WHOLE
        ? all
        : all.stream().filter(entry -> !isTidyingUp(entry)).toList();
  }

  private static boolean isTidyingUp(Entry entry) {
    return !entry.decisive()
        && entry.event() instanceof Event.Ended ended
        && ended.by() == Event.Side.HARNESS
        && ended.how() == Event.How.ABANDONED;
  }

  private static List<Stretch> stretches(List<Entry> entries) {
    var stretches = new ArrayList<Stretch>();
    var current = new ArrayList<Entry>();
    for (Entry entry : entries) {
      if (!current.isEmpty() && !current.getLast().channel().equals(entry.channel())) {
        stretches.add(Stretch.of(current));
        current.clear();
      }
      current.add(entry);
    }
    if (!current.isEmpty()) {
      stretches.add(Stretch.of(current));
    }
    return stretches;
  }

  /// All but those that are like the one before; what decided and the last one stay.
  private static List<Entry> unlike(List<Stretch> stretches) {
    var kept = new ArrayList<Entry>();
    String before = "";
    for (int i = 0; i < stretches.size(); i++) {
      Stretch each = stretches.get(i);
      if (!each.shape().equals(before) || each.isDecisive() || i == stretches.size() - 1) {
        kept.addAll(each.entries());
      }
      before = each.shape();
    }
    return kept;
  }

  private static Set<Entry> fewEnough(List<Entry> entries) {
    if (entries.size() <= MOST_EVENTS) {
      return new HashSet<>(entries);
    }
    int tail = entries.size() - (MOST_EVENTS - EVENTS_OF_THE_BEGINNING);
    var few = new HashSet<Entry>();
    for (int i = 0; i < entries.size(); i++) {
      if (i < EVENTS_OF_THE_BEGINNING || i >= tail || entries.get(i).decisive()) {
        few.add(entries.get(i));
      }
    }
    return few;
  }

  /// Earlier connections are controls and preparations: their first lines tell enough, unless all
  /// of it is short.
  private Set<Channel> shownWhole(Set<Entry> shown) {
    List<Entry> inOrder = timeline.entries().stream().filter(shown::contains).toList();
    int skipped = inOrder.size() <= EVENTS_SHOWN_WHOLE ? 0 : inOrder.size() - LAST_EVENTS;
    boolean decided = inOrder.stream().anyMatch(Entry::decisive);
    Stream<Entry> last = decided && skipped > 0 ? Stream.of() : inOrder.stream().skip(skipped);
    return Timeline.channels(Stream.concat(last, inOrder.stream().filter(Entry::decisive)))
        .collect(Collectors.toSet());
  }

  private static boolean isWhole(Entry entry, Set<Channel> whole) {
    return entry.event() instanceof Event.Data data && whole.contains(data.channel());
  }
}
