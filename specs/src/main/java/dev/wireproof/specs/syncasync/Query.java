package dev.wireproof.specs.syncasync;

import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;

/// Query strings that are to arrive at the upstream as they are.
enum Query implements Case {
  TAG("?tag=%s"),
  ENCODED("?tag=%s&q=a%%20b%%2Fc+d&empty="),
  NONE("");

  private final String text;

  Query(String text) {
    this.text = text;
  }

  /// The query string with this tag, if it has one.
  String with(String tag) {
    return text.formatted(tag);
  }

  /// Whether the upstream is called because of a request with this query string.
  boolean isCalledBy(Call call, String tag) {
    return call.query("tag").map(tag::equals).orElse(this == NONE);
  }
}
