package dev.wireproof.reports.scene;

import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One direction of a connection, as labels for a diagram: the first line of each message with the
/// beginning of its body, and each chunk of a stream by itself. Works on whatever pieces come.
final class Message {

  private static final int MOST_LABEL = 64;
  private static final Pattern START =
      Pattern.compile("HTTP/1\\.\\d (?<status>\\d{3}.*)|(?<request>[A-Z]+ \\S+) HTTP/1\\.\\d");
  private static final Pattern LENGTH = Pattern.compile("(?i)\\nContent-Length: *(\\d{1,9})");
  private static final Pattern TYPE = Pattern.compile("(?i)\\nContent-Type: *([^\\r\\n]*)");

  /// What came and is not told yet, one character for each octet.
  private String pending = "";

  /// Whether the message that has begun comes in chunks.
  private boolean chunked;

  /// The labels that became whole with these octets.
  List<String> take(Octets octets) {
    pending += octets.latin1();
    var labels = new ArrayList<String>();
    int before;
    do {
      before = pending.length();
      if (chunked) {
        chunk(labels);
      } else if (pending.contains("\r\n\r\n")) {
        head(labels, pending.indexOf("\r\n\r\n"));
      } else if (!pending.contains("HTTP/1.") && pending.endsWith("\n")) {
        pending.lines().forEach(line -> labels.add(clip(line)));
        pending = "";
      }
    } while (pending.length() < before && !pending.isEmpty());
    return labels;
  }

  private void head(List<String> labels, int end) {
    String head = pending.substring(0, end);
    Matcher start = START.matcher(head.lines().findFirst().orElse(""));
    pending = pending.substring(end + 4);
    if (!start.matches()) {
      return;
    }
    String line = start.group("status") == null ? start.group("request") : start.group("status");
    chunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
    if (chunked) {
      Matcher type = TYPE.matcher(head);
      labels.add(clip(line + "  " + (type.find() ? type.group(1) : "")));
      return;
    }
    Matcher length = LENGTH.matcher(head);
    int octets = length.find() ? Integer.parseInt(length.group(1)) : 0;
    int there = Math.min(octets, pending.length());
    labels.add(clip(line + "  " + pending.substring(0, there)));
    pending = pending.substring(there);
  }

  /// The framing is left out.
  private void chunk(List<String> labels) {
    int end = pending.indexOf("\r\n");
    if (end < 0 || !pending.substring(0, end).matches("[0-9A-Fa-f]{1,7}")) {
      return;
    }
    int size = Integer.parseInt(pending.substring(0, end), 16);
    int next = end + 2 + size + 2;
    if (pending.length() < next) {
      return;
    }
    chunked = size > 0;
    if (chunked) {
      String content = pending.substring(end + 2, end + 2 + size).strip();
      labels.add(clip(content.replaceAll("\\r?\\n", " / ")));
    }
    pending = pending.substring(next);
  }

  private static String clip(String octets) {
    String label = Octets.latin1(octets).utf8().strip();
    return label.length() <= MOST_LABEL ? label : label.substring(0, MOST_LABEL - 1) + "…";
  }
}
