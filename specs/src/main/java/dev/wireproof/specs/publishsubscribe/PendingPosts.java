package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;

/// Messages that were posted, and whose responses are not read yet.
final class PendingPosts {

  private final Broker broker;
  private final List<Message> messages;
  private final List<Pending> pending;
  private int read;

  PendingPosts(Broker broker, List<Message> messages, List<Pending> pending) {
    this.broker = broker;
    this.messages = messages;
    this.pending = pending;
  }

  /// Control: the next `n` responses confirm their messages.
  ///
  /// @throws VerdictException when one does not: the spec is inconclusive
  void requireConfirmed(int n) {
    for (int end = read + n; read < end; read++) {
      broker.noteAccepted(messages.get(read), pending.get(read).reply()).require(status(202));
    }
  }

  /// Reads the other responses, as far as they come; what they confirm is noted in the history.
  void readTheRest() {
    for (; read < messages.size(); read++) {
      broker.noteAccepted(messages.get(read), pending.get(read).reply());
    }
  }
}
