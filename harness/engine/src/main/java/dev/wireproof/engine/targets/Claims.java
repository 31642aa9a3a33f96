package dev.wireproof.engine.targets;

import dev.wireproof.engine.catalogue.Topics;
import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import java.util.Map;
import java.util.Optional;

/// What a target says it does: slugs, some with an argument (`execution-pattern=readers`).
public final class Claims {

  private Claims() {}

  /// Adds a claim such as `http1` or `execution-pattern=readers`.
  ///
  /// @throws InputException for a slug that nobody knows
  public static void add(Map<String, String> claims, String claim) {
    Map.Entry<String, String> entry =
        parse(claim).orElseThrow(() -> new InputException(unknown(claim)));
    claims.put(entry.getKey(), entry.getValue());
  }

  /// The claim and its argument, when its slug is known.
  public static Optional<Map.Entry<String, String>> parse(String claim) {
    String[] parts = claim.strip().split("=", 2);
    return Topics.of(parts[0])
        .map(topic -> Map.entry(topic.name(), parts.length > 1 ? parts[1] : ""));
  }

  /// One line that says that a claim is unknown, and which is nearest.
  public static String unknown(String claim) {
    String slug = claim.strip().split("=", 2)[0];
    return "nobody knows the claim “"
        + slug
        + "”"
        + DidYouMean.hint(slug, Topics.names())
        + "; there are "
        + String.join(", ", Topics.names());
  }
}
