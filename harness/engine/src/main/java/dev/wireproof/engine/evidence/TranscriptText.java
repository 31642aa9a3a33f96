package dev.wireproof.engine.evidence;

import dev.wireproof.engine.evidence.Timeline.Entry;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import dev.wireproof.wire.Visible;
import java.util.Locale;

/// A recording as lines of text: milliseconds, channel, direction, what it was. The event by which
/// the verdict fell has a mark in the margin and at its end.
public final class TranscriptText {

  private static final int MOST_TEXT = 400;
  private static final int MOST_LINES_A_MESSAGE = 12;
  private static final int MOST_OCTETS_OF_A_LINE = 160;
  private static final int MOST_LINES_THAT_DECIDE = 40;
  private static final int MOST_OCTETS_THAT_DECIDE = 2_048;

  private static final String MARK = "  ▶ ";
  private static final String NO_MARK = "    ";
  private static final String DECIDES = "   ◀ decides";

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
    TranscriptFold.of(timeline).forEach(out::line);
    return out.text.toString();
  }

  private void line(TranscriptFold.Line line) {
    switch (line) {
      case TranscriptFold.Line.Shown(Entry entry, boolean whole) -> entry(entry, whole);
      case TranscriptFold.Line.LeftOut(long events) ->
          remark(events == 1 ? "1 event is left out here" : events + " events are left out here");
      case TranscriptFold.Line.Alike(int connections) -> remark(connections + " more like this");
    }
  }

  private void remark(String what) {
    text.append(NO_MARK).append("… ").append(what).append('\n');
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

  /// The message that decided is shown whole, the others as far as they tell what they are.
  private void entry(Entry entry, boolean whole) {
    if (!whole || !(entry.event() instanceof Event.Data data) || !isText(data.octets())) {
      line(entry);
      return;
    }
    int most = entry.decisive() ? MOST_OCTETS_THAT_DECIDE : MOST_OCTETS_OF_A_LINE;
    int mostLines = entry.decisive() ? MOST_LINES_THAT_DECIDE : MOST_LINES_A_MESSAGE;
    String prefix = prefix(entry);
    String indent = " ".repeat(prefix.length());
    Octets octets = data.octets().first(MOST_OCTETS_THAT_DECIDE);
    String[] lines = octets.latin1().split("(?<=\n)", -1);
    int shown = 0;
    while (shown < Math.min(lines.length, mostLines) && !lines[shown].isEmpty()) {
      text.append(shown == 0 ? prefix : indent).append(readable(lines[shown], most));
      text.append(shown == 0 ? mark(entry) : "").append('\n');
      shown++;
    }
    if (octets.size() < data.size() || (shown < lines.length && !lines[shown].isEmpty())) {
      text.append(indent).append("… ").append(data.size()).append(" octets in all\n");
    }
  }

  /// A line of octets: what is UTF-8 as the characters that it stands for.
  private static String readable(String latin1, int most) {
    Octets octets = Octets.latin1(latin1);
    Octets shown = octets.first(most);
    String text = shown.utf8();
    String line =
        Octets.utf8(text).equals(shown)
            ? Visible.of(text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t"))
            : shown.printable();
    return shown.size() == octets.size() ? line : line + "… (" + octets.size() + " octets)";
  }

  private static String mark(Entry entry) {
    return entry.decisive() ? DECIDES : "";
  }

  private void line(Entry entry) {
    String size = entry.event() instanceof Event.Data data ? size(data) : "";
    text.append(prefix(entry)).append(Visible.line(entry.event().text(), MOST_TEXT)).append(size);
    text.append(mark(entry)).append('\n');
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
