package dev.wireproof.engine.catalogue;

import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.TopicInfo;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/// A spec as its author declared it.
///
/// @param about what results say of it, without a row
/// @param over what it is judged over
/// @param rows of its table; empty when it has none
/// @param needs what the target must claim beyond the topic
/// @param order when it runs
/// @param timing whether its verdict hangs on a duration
/// @param rounds how often it is tried, one time after the other
public record SpecInfo(
    About about,
    Protocol over,
    Method method,
    List<Case> rows,
    List<String> needs,
    Order order,
    boolean timing,
    int rounds) {

  /// When a spec runs, in this order.
  public enum Order {
    /// The topic's plain legal exchange.
    BASE,
    /// Beside others.
    CONCURRENT,
    /// While nothing else runs.
    ALONE,
    /// When all exchanges have been made.
    PASSIVE,
    /// Last of all: the target may not be there any more afterwards.
    LAB
  }

  public SpecInfo {
    rows = List.copyOf(rows);
    needs = List.copyOf(needs);
  }

  public TopicInfo topic() {
    return about.topic();
  }

  public String id() {
    return about.id();
  }

  /// What results say of one row of the table, or of the spec when it has none.
  public About about(Optional<Case> row) {
    return new About(
        about.id(),
        row.map(Case::id),
        about.claim(),
        about.level(),
        about.topic(),
        about.properties(),
        about.lectures(),
        about.source(),
        about.link(),
        about.safety());
  }

  /// The ids that results can have: one, or one for each row.
  public List<String> fullIds() {
    return rows.isEmpty()
        ? List.of(id())
        : rows.stream().map(row -> about(Optional.of(row)).fullId()).toList();
  }
}
