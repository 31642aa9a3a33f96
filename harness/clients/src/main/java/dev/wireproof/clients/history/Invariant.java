package dev.wireproof.clients.history;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a history must keep. A rule speaks of messages, so a part of a history that leaves out
/// whole messages can only break it when the history does: that is how the smallest part is found.
///
/// @param expected ends the sentence “expected …”
/// @param breach says what is wrong with a history, or nothing
public record Invariant(String expected, Function<History, Optional<String>> breach) {

  /// A broken rule.
  ///
  /// @param saw what is wrong
  /// @param part the smallest part of the history that breaks the rule
  public record Broken(String expected, String saw, List<Operation> part) {

    private static final int MOST_TOLD = 14;

    /// What is wrong, and how it came to that, in words.
    public String words() {
      var told = new StringBuilder(saw);
      told.append(". The part of the history that shows it:");
      for (int i = 0; i < Math.min(part.size(), MOST_TOLD); i++) {
        told.append(" (").append(i + 1).append(") ").append(part.get(i).words());
        told.append(i + 1 < part.size() ? ";" : ".");
      }
      if (part.size() > MOST_TOLD) {
        told.append(" … and ").append(part.size() - MOST_TOLD).append(" more.");
      }
      return told.toString();
    }
  }

  /// Whether a history breaks this rule, and which part of it does: no message can be taken out of
  /// that part without mending it.
  public Optional<Broken> brokenBy(History history) {
    if (breach.apply(history).isEmpty()) {
      return Optional.empty();
    }
    History part = smallest(history);
    return breach.apply(part).map(saw -> new Broken(expected, saw, part.all()));
  }

  private History smallest(History history) {
    var kept = new LinkedHashSet<>(history.messages());
    for (String message : history.messages()) {
      kept.remove(message);
      if (breach.apply(history.about(kept)).isEmpty()) {
        kept.add(message);
      }
    }
    return history.about(kept);
  }
}
