package dev.wireproof.reference.http1.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// The lines of a header or trailer section, in order, as they were written (RFC 9110 §5).
///
/// @param sameName whether two names mean the same field
public record Fields(List<Line> lines, BiPredicate<String, String> sameName) {

  public static final Fields NONE = new Fields(List.of(), String::equalsIgnoreCase);

  /// One field line; the value has lost the whitespace around it.
  public record Line(String name, String value) {}

  public Fields {
    lines = List.copyOf(lines);
  }

  /// These fields and one more after them.
  public Fields with(String name, String value) {
    var more = new ArrayList<>(lines);
    more.add(new Line(name, value));
    return new Fields(more, sameName);
  }

  public Fields withAll(Fields others) {
    var more = new ArrayList<>(lines);
    more.addAll(others.lines);
    return new Fields(more, sameName);
  }

  public Fields without(String name) {
    return new Fields(
        lines.stream().filter(line -> !sameName.test(line.name(), name)).toList(), sameName);
  }

  public boolean has(String name) {
    return lines.stream().anyMatch(line -> sameName.test(line.name(), name));
  }

  /// The value of each line of that name.
  public List<String> values(String name) {
    return lines.stream()
        .filter(line -> sameName.test(line.name(), name))
        .map(Line::value)
        .toList();
  }

  public Optional<String> first(String name) {
    return values(name).stream().findFirst();
  }

  /// The value, if there is exactly one line of that name.
  public Optional<String> single(String name) {
    List<String> values = values(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /// The elements of a list-based field over all its lines, without the empty ones (RFC 9110
  /// §5.6.1). A comma inside a quoted string does not separate.
  public List<String> elements(String name) {
    var elements = new ArrayList<String>();
    for (String value : values(name)) {
      split(value, elements);
    }
    return elements;
  }

  private static void split(String value, List<String> into) {
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      boolean ends = i == value.length() || (value.charAt(i) == ',' && !quoted);
      if (ends) {
        String element = Syntax.trim(value.substring(start, i));
        if (!element.isEmpty()) {
          into.add(element);
        }
        start = i + 1;
      } else if (value.charAt(i) == '"') {
        quoted = !quoted;
      } else if (value.charAt(i) == '\\' && quoted && i + 1 < value.length()) {
        i++;
      }
    }
  }
}
