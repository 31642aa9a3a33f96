package dev.wireproof.reports.evidence;

import dev.wireproof.engine.evidence.HexDump;
import dev.wireproof.engine.evidence.Timeline;
import dev.wireproof.engine.evidence.Timeline.Entry;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import dev.wireproof.wire.Visible;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// All octets of an exchange in rows, each message under a line that says when it travelled, which
/// way, on which channel, and what it was. Offsets count on from message to message, for each
/// direction of each channel.
public final class HexView {

  private static final int MOST_LABEL = 200;

  private final StringBuilder text = new StringBuilder();
  private final Map<Direction, Long> offsets = new HashMap<>();
  private final int perRow;

  private record Direction(Channel channel, boolean sent) {}

  private HexView(int perRow) {
    this.perRow = perRow;
  }

  /// Rows of eight octets, for a narrow pane.
  public static String narrow(Recording recording) {
    return new HexView(HexDump.NARROW).render(recording);
  }

  /// Rows of sixteen octets.
  public static String wide(Recording recording) {
    return new HexView(HexDump.WIDE).render(recording);
  }

  private String render(Recording recording) {
    Timeline.of(recording).entries().forEach(this::entry);
    return text.toString();
  }

  private void entry(Entry entry) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    Event event = entry.event();
    text.append(String.format(Locale.ROOT, "%s %.3f ms", event.arrow(), event.nanos() / 1e6));
    if (!entry.place().isEmpty()) {
      text.append(", ").append(entry.place());
    }
    if (event instanceof Event.Data data && data.size() > 0) {
      text.append(", ").append(data.size()).append(data.size() == 1 ? " octet" : " octets");
    }
    text.append("\n   ").append(Visible.line(event.text(), MOST_LABEL)).append('\n');
    if (event instanceof Event.Data data) {
      octets(data);
    }
  }

  private void octets(Event.Data event) {
    Direction stream = new Direction(event.channel(), event instanceof Event.Sent);
    long offset = offsets.getOrDefault(stream, 0L);
    Octets octets = event.octets();
    text.append(HexDump.of(octets, offset, perRow).indent(3));
    if (event.isCut()) {
      text.append("   … ").append(event.size() - octets.size()).append(" more octets, not kept\n");
    }
    offsets.put(stream, offset + event.size());
  }
}
