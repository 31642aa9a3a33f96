package dev.wireproof.wire.http1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Field lines in the order in which they came; names are compared without regard to case (RFC 9110
/// §5.1).
public record FieldLines(List<FieldLine> lines) {

  public static final FieldLines NONE = new FieldLines(List.of());

  public FieldLines {
    lines = List.copyOf(lines);
  }

  /// Every value of the field, a line each.
  public List<String> all(String name) {
    return lines.stream()
        .filter(line -> line.name().equalsIgnoreCase(name))
        .map(FieldLine::value)
        .toList();
  }

  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  public boolean has(String name) {
    return !all(name).isEmpty();
  }

  /// The members of a comma-separated list over all its lines (RFC 9110 §5.6.1), in lower case and
  /// without empty ones.
  public List<String> members(String name) {
    var members = new ArrayList<String>();
    for (String value : all(name)) {
      for (String member : value.split(",", -1)) {
        String bare = FieldLine.trim(member).toLowerCase(Locale.ROOT);
        if (!bare.isEmpty()) {
          members.add(bare);
        }
      }
    }
    return members;
  }
}
