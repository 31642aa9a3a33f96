package dev.wireproof.engine.explain;

import java.util.Arrays;
import java.util.Optional;

/// What a target did where a rule broke, as far as that alone tells one cause from another. An
/// explanation may have a cause of its own for each; what most rules share stands in
/// `explanations/causes.md`.
public enum Situation {
  /// 404 for something that no answer had named before.
  NO_ROUTE("no-route"),
  /// 404 for what an earlier answer had named, or shown.
  GONE("gone"),
  /// 405 or 501: not this method.
  METHOD("method"),
  /// 401 or 403.
  UNAUTHORIZED("unauthorized"),
  /// 5xx.
  SERVER_ERROR("server-error"),
  /// The connection ended without a word.
  CLOSED("closed"),
  /// The connection was reset.
  RESET("reset"),
  /// A wait ran out, and nothing had come.
  SILENCE("silence"),
  /// A message began and did not become whole.
  CUT("cut"),
  /// Octets that are no message of the protocol.
  GARBAGE("garbage"),
  /// Something of what was due did not come.
  MISSING("missing"),
  /// Something came more than once.
  TWICE("twice"),
  /// All came, in another order.
  ORDER("order"),
  /// Whatever else: it answered, and not as the rule wants it.
  ANSWERED("answered");

  private final String word;

  Situation(String word) {
    this.word = word;
  }

  /// As explanations name it.
  public String word() {
    return word;
  }

  /// The one that is named so.
  public static Optional<Situation> named(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
