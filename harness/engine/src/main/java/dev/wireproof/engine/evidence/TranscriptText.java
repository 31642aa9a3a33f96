package dev.wireproof.engine.evidence;

import dev.wireproof.engine.evidence.Timeline.Entry;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import dev.wireproof.wire.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A recording as lines of text: milliseconds, channel, direction, what it was. The event by which
/// the verdict fell has a mark in the margin.
public final class TranscriptText {

  private static final int MOST_TEXT = 400;
  private static final int MOST_LINES_A_MESSAGE = 12;
  private static final int MOST_EVENTS = 40;
  private static final int EVENTS_OF_THE_BEGINNING = 12;

  /// So few events are not too many lines, all of them whole.
  private static final int EVENTS_SHOWN_WHOLE = 16;

  /// The channels of these are what a failure is about.
  private static final int LAST_EVENTS = 8;

  private static final String MARK = "  ▶ ";
  private static final String NO_MARK = "    ";

  private final StringBuilder text = new StringBuilder();
  private final boolean numbered;

  private TranscriptText(boolean numbered) {
    this.numbered = numbered;
  }

  /// `-> GET / HTTP/1.1`.
  public static String line(Event event) {
    return event.arrow() + " " + Visible.line(event.text(), MOST_TEXT);
  }

  /// One line for each event.
  public static String lines(Recording recording) {
    Timeline timeline = Timeline.of(recording);
    var out = new TranscriptText(timeline.isNumbered());
    for (Entry entry : timeline.entries()) {
      out.line(entry);
    }
    if (timeline.dropped() > 0) {
      out.text.append(NO_MARK).append("… ").append(timeline.dropped());
      out.text.append(" more events, not kept\n");
    }
    return out.text.toString();
  }

  /// For one screen: the messages that a failure is about are shown whole, of a long exchange the
  /// middle is left out but for the event that decided.
  public static String folded(Recording recording) {
    Timeline timeline = Timeline.of(recording);
    var out = new TranscriptText(timeline.isNumbered());
    out.fold(timeline);
    return out.text.toString();
  }

  private void fold(Timeline timeline) {
    List<Entry> shown = shown(timeline);
    Set<Channel> whole = shownWhole(shown);
    int left = 0;
    int next = 0;
    for (Entry entry : timeline.entries()) {
      if (next == shown.size() || shown.get(next).index() != entry.index()) {
        left++;
        continue;
      }
      // what was dropped, was dropped behind the beginning
      leftOut(next == EVENTS_OF_THE_BEGINNING ? left + timeline.dropped() : left);
      left = 0;
      next++;
      entry(entry, whole);
    }
    leftOut(left);
  }

  private void leftOut(long events) {
    if (events > 0) {
      text.append(NO_MARK).append("… ").append(events).append(" events are left out here\n");
    }
  }

  private static List<Entry> shown(Timeline timeline) {
    List<Entry> all = timeline.entries();
    if (all.size() <= MOST_EVENTS && timeline.dropped() == 0) {
      return all;
    }
    // of many connections most are closed when all is over, which tells nothing
    List<Entry> telling = all.stream().filter(entry -> !isTidyingUp(entry)).toList();
    int tail = telling.size() - (MOST_EVENTS - EVENTS_OF_THE_BEGINNING);
    var shown = new ArrayList<Entry>();
    for (int i = 0; i < telling.size(); i++) {
      if (i < EVENTS_OF_THE_BEGINNING || i >= tail || telling.get(i).decisive()) {
        shown.add(telling.get(i));
      }
    }
    return shown;
  }

  private static boolean isTidyingUp(Entry entry) {
    return !entry.decisive()
        && entry.event() instanceof Event.Ended ended
        && ended.by() == Event.Side.HARNESS
        && ended.how() == Event.How.ABANDONED;
  }

  /// Earlier connections are controls and preparations: their first lines tell enough, unless all
  /// of it is short.
  private static Set<Channel> shownWhole(List<Entry> shown) {
    int skipped = shown.size() <= EVENTS_SHOWN_WHOLE ? 0 : shown.size() - LAST_EVENTS;
    return Timeline.channels(
            Stream.concat(shown.stream().skip(skipped), shown.stream().filter(Entry::decisive)))
        .collect(Collectors.toSet());
  }

  private String prefix(Entry entry) {
    String place = numbered && !entry.channel().isEmpty() ? entry.place() + " " : "";
    return String.format(
        Locale.ROOT,
        "%s%8.1f ms  %s%s  ",
        entry.decisive() ? MARK : NO_MARK,
        entry.event().nanos() / 1e6,
        place,
        entry.event().arrow());
  }

  private void entry(Entry entry, Set<Channel> whole) {
    if (!(entry.event() instanceof Event.Data data)
        || !whole.contains(data.channel())
        || !isText(data.octets())) {
      line(entry);
      return;
    }
    String prefix = prefix(entry);
    String indent = " ".repeat(prefix.length());
    String[] lines = data.octets().latin1().split("(?<=\n)", -1);
    for (int i = 0; i < lines.length && !lines[i].isEmpty(); i++) {
      if (i == MOST_LINES_A_MESSAGE) {
        text.append(indent).append("… ").append(data.size()).append(" octets in all\n");
        break;
      }
      text.append(i == 0 ? prefix : indent).append(Octets.latin1(lines[i])).append('\n');
    }
  }

  private void line(Entry entry) {
    String size = entry.event() instanceof Event.Data data ? size(data) : "";
    text.append(prefix(entry)).append(Visible.line(entry.event().text(), MOST_TEXT)).append(size);
    text.append('\n');
  }

  /// Words for what was decoded do not say how much it was.
  private static String size(Event.Data data) {
    return data.decoded().isEmpty() ? "" : " (" + data.size() + " octets)";
  }

  /// Whether octets are read best as the lines that they are.
  static boolean isText(Octets octets) {
    return !octets.isEmpty()
        && octets.latin1().chars().filter(c -> c < ' ' && !Character.isWhitespace(c)).count()
            <= octets.size() / 20;
  }
}
