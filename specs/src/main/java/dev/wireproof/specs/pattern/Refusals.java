package dev.wireproof.specs.pattern;

import dev.wireproof.clients.http1.Responses;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict.Violates;
import dev.wireproof.wire.http1.Seen;

/// How a pattern says no.
public final class Refusals {

  private Refusals() {}

  /// A refusal that is told: the status that the contract names, or, with a lesser flaw, another
  /// 4xx. To octets that are no HTTP a closed connection may be the answer; to a request that is
  /// fine as HTTP it is what a server does that has crashed, and so is any 5xx.
  public static Expectation<Seen> refusal(int... statuses) {
    Expectation<Seen> any = Responses.refusal(statuses);
    return new Expectation<>(
        any.expected(),
        seen -> isTold(seen) ? any.judge(seen) : new Violates(any.expected(), seen.toString()));
  }

  private static boolean isTold(Seen seen) {
    return switch (seen) {
      case Seen.Response(var response) -> response.isClientError();
      case Seen.Broken(_, var partial) -> !partial.isEmpty();
      case Seen.Silence(_, var partial) -> !partial.isEmpty();
      default -> false;
    };
  }
}
