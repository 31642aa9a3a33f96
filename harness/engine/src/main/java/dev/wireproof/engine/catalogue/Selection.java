package dev.wireproof.engine.catalogue;

import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which specs the user asked for. An empty member asks for all.
///
/// @param ids ids with `*` as a wildcard; `id/row` names one row of a table
public record Selection(
    List<String> ids, Set<String> topics, Set<Property> properties, Set<Level> levels) {

  public static final Selection ALL = new Selection(List.of(), Set.of(), Set.of(), Set.of());

  public Selection {
    ids = List.copyOf(ids);
    topics = Set.copyOf(topics);
    properties = Set.copyOf(properties);
    levels = Set.copyOf(levels);
  }

  public static Selection ofIds(String... ids) {
    return new Selection(List.of(ids), Set.of(), Set.of(), Set.of());
  }

  /// The topics that what it includes can have; nothing when that can be any.
  Optional<Set<String>> possibleTopics() {
    if (!topics.isEmpty()) {
      return Optional.of(topics);
    }
    List<String> prefixes = ids.stream().map(id -> id.split("\\.", 2)[0]).toList();
    boolean known = !ids.isEmpty() && prefixes.stream().noneMatch(prefix -> prefix.contains("*"));
    return known ? Optional.of(Set.copyOf(prefixes)) : Optional.empty();
  }

  /// Whether the user named topics or ids, and so wants them judged though nothing claims them.
  public boolean isExplicit(SpecInfo spec) {
    return topics.contains(spec.topic().name()) || (!ids.isEmpty() && matchesAnyId(spec));
  }

  public boolean includes(SpecInfo spec) {
    return (ids.isEmpty() || matchesAnyId(spec))
        && (topics.isEmpty() || topics.contains(spec.topic().name()))
        && (properties.isEmpty()
            || spec.about().properties().stream().anyMatch(properties::contains))
        && (levels.isEmpty() || levels.contains(spec.about().level()));
  }

  /// The part of this selection that is about these topics.
  public Selection within(Set<String> these) {
    var both = new HashSet<>(these);
    if (!topics.isEmpty()) {
      both.retainAll(topics);
    }
    return new Selection(ids, both, properties, levels);
  }

  /// Whether a row of a table is asked for, once its spec is.
  public boolean includes(SpecInfo spec, Case row) {
    String full = spec.about(Optional.of(row)).fullId();
    return ids.isEmpty()
        || ids.stream().anyMatch(id -> matches(id, spec.id()) || matches(id, full));
  }

  /// The results that a spec has under this selection: its own id, or the rows that are asked for.
  public List<String> fullIds(SpecInfo spec) {
    return spec.rows().isEmpty()
        ? List.of(spec.id())
        : spec.rows().stream()
            .filter(row -> includes(spec, row))
            .map(row -> spec.about(Optional.of(row)).fullId())
            .toList();
  }

  private boolean matchesAnyId(SpecInfo spec) {
    return ids.stream().anyMatch(id -> matches(id, spec));
  }

  /// Whether an id with wildcards names this spec or one of its rows.
  public static boolean matches(String id, SpecInfo spec) {
    boolean mayNameRow = id.indexOf('*') >= 0 || id.indexOf('/') >= 0;
    return matches(id, spec.id())
        || (mayNameRow && spec.fullIds().stream().anyMatch(full -> matches(id, full)));
  }

  private static boolean matches(String id, String full) {
    if (id.indexOf('*') < 0) {
      return id.equals(full);
    }
    String pattern =
        Pattern.compile("\\*")
            .splitAsStream(id + "\0")
            .map(part -> Pattern.quote(part.replace("\0", "")))
            .collect(Collectors.joining(".*"));
    return full.matches(pattern);
  }
}
