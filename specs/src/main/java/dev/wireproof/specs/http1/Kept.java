package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.closed;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

/// What can be asked only on a connection that goes on. A server may end one after any answer (RFC
/// 9112 §9.3, §9.6): that is advised against by `http1.persistence.second-request`, and says
/// nothing of all the rules that are about the request behind.
final class Kept {

  private static final String WHY =
      "the server ended the connection behind its answer, so nothing more could be asked on it; see"
          + " http1.persistence.second-request";

  private Kept() {}

  /// The answer of a server that goes on behind it, or does not say that it ends.
  ///
  /// @throws VerdictException when it announces the end: the rule does not apply
  static Http1Response needed(Http1Response response) {
    if (response.announcesClose()) {
      throw VerdictException.notApplicable(WHY);
    }
    return response;
  }

  /// The same, where the end of the connection, announced or not, neither holds nor breaks the
  /// rule.
  static Expectation<Seen> orElse(Expectation<Seen> expected) {
    return expected.unless(closed(), WHY);
  }

  /// The answer to the next request, or the end that the answer before has announced: whatever
  /// stands between the two was sent by mistake.
  static void next(Http1Wire wire, Http1Response before, Expectation<Seen> expected) {
    if (before.announcesClose()) {
      wire.expectClosed();
    } else {
      wire.expect(expected);
    }
  }
}
