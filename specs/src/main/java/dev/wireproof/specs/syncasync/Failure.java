package dev.wireproof.specs.syncasync;

import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.engine.spec.Case;

/// How an upstream fails.
enum Failure implements Case {
  ERROR(Answer.text(500, "oh")),
  NOT_FOUND(Answer.text(404, "none")),
  CREATED(Answer.text(201, "not what was asked for")),
  CUT(Answer.text(0, ""));

  private final Answer answer;

  Failure(Answer answer) {
    this.answer = answer;
  }

  /// Has the calls of `name` with this tag fail so.
  void of(Work work, String name, String tag) {
    if (this == CUT) {
      work.cutting(name, tag);
    } else {
      work.answering(name, tag, answer);
    }
  }
}
