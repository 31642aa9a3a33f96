package dev.wireproof.reference.serversentevents;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes an event as the format wants it: fields, a line for each, and an empty line (WHATWG HTML
/// §9.2.6).
final class EventFormat {

  /// CR LF is one line end, not two; the limit keeps empty lines at the end.
  private static final String LINE_END = "\r\n|\r|\n";

  private final Set<SseFault> faults;

  EventFormat(Set<SseFault> faults) {
    this.faults = faults;
  }

  /// The lines of an event, with the empty one that ends it.
  ///
  /// @param place of the event in its stream, from 1
  String event(PostedEvent post, long place) {
    var lines = new StringBuilder();
    if (!has(SseFault.ID_MISSING)) {
      lines.append("id: ").append(has(SseFault.IDS_OF_THE_STREAM) ? place : post.id()).append('\n');
    }
    if (has(SseFault.EVENTS_NAMED)) {
      lines.append("event: post\n");
    }
    String field = has(SseFault.NO_SPACE_AFTER_COLON) ? "data:" : "data: ";
    for (String line : lines(text(post))) {
      lines.append(field).append(line).append('\n');
    }
    return lines.append('\n').toString();
  }

  String heartbeat() {
    return has(SseFault.HEARTBEAT_IS_EVENT) ? "data: ping\n\n" : ": heartbeat\n\n";
  }

  String retry() {
    return has(SseFault.RETRY_WITH_UNIT) ? "retry: 2s\n\n" : "retry: 2000\n\n";
  }

  private String text(PostedEvent post) {
    if (has(SseFault.TEXT_AS_JSON)) {
      return json(Map.of("id", post.id(), "text", post.text()));
    }
    boolean cut = has(SseFault.CUT_AT_8_KIB) && post.text().length() > 8192;
    return cut ? post.text().substring(0, 8192) : post.text();
  }

  private static String json(Map<String, String> value) {
    try {
      return JSON.std.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be written", e);
    }
  }

  private List<String> lines(String text) {
    if (has(SseFault.TEXT_AS_IT_IS)) {
      return List.of(text);
    }
    List<String> lines = Arrays.asList(text.split(lineEnd(), keepsLast() ? -1 : 0));
    return has(SseFault.EMPTY_LINES_LEFT_OUT)
        ? lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.toList())
        : lines;
  }

  private boolean keepsLast() {
    return !has(SseFault.LAST_LINE_END_LOST);
  }

  private String lineEnd() {
    if (has(SseFault.CR_IS_NO_LINE_END)) {
      return "\n";
    }
    if (has(SseFault.CRLF_IS_TWO_LINE_ENDS)) {
      return "[\r\n]";
    }
    return has(SseFault.OTHER_SEPARATORS_SPLIT) ? "\\R" : LINE_END;
  }

  private boolean has(SseFault fault) {
    return faults.contains(fault);
  }
}
