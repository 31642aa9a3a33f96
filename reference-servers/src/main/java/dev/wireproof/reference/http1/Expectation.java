package dev.wireproof.reference.http1;

import java.util.Optional;

/// What a client wants to hear before it sends a body (RFC 9110 §10.1.1).
final class Expectation {

  private static final String CONTINUE = "100-continue";

  private Expectation() {}

  /// 417 for an expectation that this server does not know.
  static Optional<Response> refusal(Head head) {
    boolean unknown =
        isUnderstood(head)
            && head.fields().elements("Expect").stream()
                .anyMatch(expected -> !expected.equalsIgnoreCase(CONTINUE));
    return unknown
        ? Optional.of(Response.problem(Status.EXPECTATION_FAILED, "Only 100-continue is known."))
        : Optional.empty();
  }

  /// Whether the client waits for 100 (Continue). Not without a body, and not from HTTP/1.0, which
  /// does not know interim responses.
  static boolean isToContinue(Head head, Framing framing) {
    return isUnderstood(head)
        && announcesBody(framing)
        && head.fields().elements("Expect").stream().anyMatch(CONTINUE::equalsIgnoreCase);
  }

  static boolean announcesBody(Framing framing) {
    return switch (framing) {
      case Framing.None _ -> false;
      case Framing.Length(long octets) -> octets > 0;
      case Framing.Chunked _ -> true;
    };
  }

  private static boolean isUnderstood(Head head) {
    return !head.line().isVersion10();
  }
}
