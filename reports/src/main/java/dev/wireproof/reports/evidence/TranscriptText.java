package dev.wireproof.reports.evidence;

import dev.wireproof.reports.text.Visible;
import dev.wireproof.wire.Event;
import java.util.List;
import java.util.Locale;

/// An exchange as lines of plain text.
public final class TranscriptText {

  private static final int MOST_TEXT = 400;

  private TranscriptText() {}

  /// One line for each event: milliseconds, connection, direction, what it was.
  public static String of(List<Event> events, long dropped) {
    var text = new StringBuilder();
    for (Event event : events) {
      text.append(String.format(Locale.ROOT, "%12.3f ms  ", event.nanos() / 1e6))
          .append(event.connection() > 0 ? "#" + event.connection() : "  ")
          .append("  ")
          .append(line(event))
          .append('\n');
    }
    if (dropped > 0) {
      text.append("… ").append(dropped).append(" more events, not kept\n");
    }
    return text.toString();
  }

  /// `-> GET / HTTP/1.1`.
  public static String line(Event event) {
    return event.kind().arrow() + " " + Visible.line(event.text(), MOST_TEXT);
  }
}
