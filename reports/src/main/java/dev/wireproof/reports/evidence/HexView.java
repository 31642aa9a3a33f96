package dev.wireproof.reports.evidence;

import dev.wireproof.reports.text.Visible;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All octets of an exchange in rows, each message under a line that says when it travelled, which
/// way, on which connection, and what it was. Offsets count on from message to message, for each
/// direction of each connection.
public final class HexView {

  private static final HexFormat HEX = HexFormat.of();
  private static final int MOST_LABEL = 200;

  private final StringBuilder text = new StringBuilder();
  private final Map<String, Long> offsets = new HashMap<>();
  private final int perRow;

  private HexView(int perRow) {
    this.perRow = perRow;
  }

  /// Rows of eight octets, for a narrow pane.
  public static String narrow(List<Event> events) {
    return new HexView(8).render(events);
  }

  /// Rows of sixteen octets.
  public static String wide(List<Event> events) {
    return new HexView(16).render(events);
  }

  private String render(List<Event> events) {
    events.forEach(this::event);
    return text.toString();
  }

  private void event(Event event) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(
        String.format(Locale.ROOT, "%s %.3f ms", event.kind().arrow(), event.nanos() / 1e6));
    if (event.connection() > 0) {
      text.append(", connection ").append(event.connection());
    }
    if (event.size() > 0) {
      text.append(", ").append(event.size()).append(event.size() == 1 ? " octet" : " octets");
    }
    text.append("\n   ").append(Visible.line(event.text(), MOST_LABEL)).append('\n');
    octets(event);
  }

  private void octets(Event event) {
    String stream = event.connection() + event.kind().arrow();
    long offset = offsets.getOrDefault(stream, 0L);
    Octets octets = event.octets();
    for (int from = 0; from < octets.size(); from += perRow) {
      row(offset + from, octets.slice(from, from + perRow));
    }
    if (event.isCut()) {
      text.append("   … ").append(event.size() - octets.size()).append(" more octets, not kept\n");
    }
    offsets.put(stream, offset + event.size());
  }

  private void row(long offset, Octets row) {
    var hex = new StringBuilder();
    var characters = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int octet = row.at(i);
      hex.append(HEX.toHexDigits((byte) octet)).append(i == 7 ? "  " : " ");
      characters.append(octet >= 0x20 && octet < 0x7f ? (char) octet : '.');
    }
    int width = perRow * 3 + 2;
    String format = "   %06x  %-" + width + "s%s%n";
    text.append(String.format(Locale.ROOT, format, offset, hex, characters));
  }
}
