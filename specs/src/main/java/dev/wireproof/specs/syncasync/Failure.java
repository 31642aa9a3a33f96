package dev.wireproof.specs.syncasync;

import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.engine.spec.Case;
import java.util.Optional;

/// How an upstream fails.
enum Failure implements Case {
  ERROR(Answer.text(500, "oh")),
  NOT_FOUND(Answer.text(404, "none")),
  CREATED(Answer.text(201, "not what was asked for")),
  CUT;

  private final Optional<Answer> answer;

  Failure(Answer answer) {
    this.answer = Optional.of(answer);
  }

  Failure() {
    this.answer = Optional.empty();
  }

  /// What it answers; nothing when it resets the connection instead.
  Optional<Answer> answer() {
    return answer;
  }
}
