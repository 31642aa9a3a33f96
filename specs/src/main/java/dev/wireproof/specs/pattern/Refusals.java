package dev.wireproof.specs.pattern;

import dev.wireproof.clients.http1.Responses;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict.Violates;
import dev.wireproof.wire.http1.Seen;

/// How a pattern's server refuses a request.
public final class Refusals {

  private Refusals() {}

  /// A response that refuses: with one of these statuses, which the contract names, or, as a lesser
  /// flaw, with another 4xx. A 5xx is not a refusal. Neither is a connection that ends without a
  /// response: the requests of a pattern are well-formed HTTP, so a server that closes has crashed.
  public static Expectation<Seen> refusal(int... statuses) {
    Expectation<Seen> any = Responses.refusal(statuses);
    return new Expectation<>(
        any.expected(),
        seen -> isRefused(seen) ? any.judge(seen) : new Violates(any.expected(), seen.toString()));
  }

  private static boolean isRefused(Seen seen) {
    return switch (seen) {
      case Seen.Response(var response) -> response.isClientError();
      case Seen.Broken(_, var partial) -> !partial.isEmpty();
      case Seen.Silence(_, var partial) -> !partial.isEmpty();
      default -> false;
    };
  }
}
