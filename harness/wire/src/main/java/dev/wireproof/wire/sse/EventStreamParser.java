package dev.wireproof.wire.sse;

import dev.wireproof.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns the octets of an event stream, in pieces of any size, into what they say (WHATWG HTML
/// §9.2.5, §9.2.6): lines end in LF, CR or CRLF, a blank line dispatches, one byte order mark at
/// the start is skipped.
public final class EventStreamParser {

  private static final int CR = '\r';
  private static final int LF = '\n';
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<String> block = new ArrayList<>();
  private final List<StreamPart> parts = new ArrayList<>();
  private boolean afterCr;
  private boolean first = true;
  private String lastId = "";

  /// What became whole with these octets, in order.
  public List<StreamPart> feed(Octets octets) {
    for (int i = 0; i < octets.size(); i++) {
      int octet = octets.at(i);
      boolean secondOfPair = afterCr && octet == LF;
      afterCr = octet == CR;
      if (secondOfPair) {
        continue;
      }
      if (octet == CR || octet == LF) {
        endLine();
      } else {
        line.write(octet);
      }
    }
    List<StreamPart> whole = List.copyOf(parts);
    parts.clear();
    return whole;
  }

  /// What came after the last blank line and would be lost if the stream ended now.
  public String unfinished() {
    String rest = line.toString(StandardCharsets.UTF_8);
    return String.join("\n", block) + (block.isEmpty() || rest.isEmpty() ? "" : "\n") + rest;
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (first && text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    first = false;
    if (text.isEmpty()) {
      dispatch();
    } else if (text.startsWith(":")) {
      parts.add(new StreamPart.Comment(text.substring(1)));
    } else {
      block.add(text);
    }
  }

  private void dispatch() {
    if (block.isEmpty()) {
      return;
    }
    var data = new ArrayList<String>();
    String type = "";
    Optional<String> id = Optional.empty();
    Optional<Long> retry = Optional.empty();
    for (String field : block) {
      int colon = field.indexOf(':');
      String name = colon < 0 ? field : field.substring(0, colon);
      String value = colon < 0 ? "" : field.substring(colon + 1).replaceFirst("^ ", "");
      switch (name) {
        case "data" -> data.add(value);
        case "event" -> type = value;
        case "id" -> id = value.indexOf('\0') < 0 ? Optional.of(value) : id;
        case "retry" ->
            retry = value.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(value)) : retry;
        default -> {} // a field that nobody knows is ignored
      }
    }
    lastId = id.orElse(lastId);
    parts.add(
        data.isEmpty()
            ? new StreamPart.Fields(block)
            : new StreamPart.Event(
                type.isEmpty() ? "message" : type,
                String.join("\n", data),
                id,
                lastId,
                retry,
                block));
    block.clear();
  }
}
