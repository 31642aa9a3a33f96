package dev.wireproof.engine.spec;

import java.util.List;
import java.util.Optional;

/// A spec, as results and reports name it.
///
/// @param row id of the table's row, when the spec has a table
/// @param lectures of the course in use
/// @param source `RFC 9112 §9.3` or the contract's section
/// @param link where the source can be read; empty when it has no address
public record About(
    String id,
    Optional<String> row,
    String claim,
    Level level,
    TopicInfo topic,
    List<Property> properties,
    List<Integer> lectures,
    String source,
    String link,
    Safety safety) {

  public About {
    properties = List.copyOf(properties);
    lectures = List.copyOf(lectures);
  }

  /// Such as `http1.host.invalid/comma`.
  public String fullId() {
    return row.map(each -> id + "/" + each).orElse(id);
  }
}
