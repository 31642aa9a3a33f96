package dev.wireproof.reference.http1.connection;

import dev.wireproof.reference.http1.fault.ExpectFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.message.Framing;
import dev.wireproof.reference.http1.message.Head;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import java.util.Optional;

/// What a client wants to hear before it sends a body (RFC 9110 §10.1.1).
final class ExpectContinue {

  private static final String CONTINUE = "100-continue";

  private final Faults faults;

  ExpectContinue(Faults faults) {
    this.faults = faults;
  }

  /// 417 for an expectation that this server does not know.
  Optional<Response> refusal(Head head) {
    boolean unknown =
        isUnderstood(head)
            && head.fields().elements("Expect").stream()
                .anyMatch(expected -> !isContinue(expected));
    Status status =
        faults.has(ExpectFault.UNKNOWN_EXPECTATION_CRASHES)
            ? Status.INTERNAL_SERVER_ERROR
            : Status.EXPECTATION_FAILED;
    return unknown
        ? Optional.of(Response.problem(status, "Only 100-continue is known."))
        : Optional.empty();
  }

  /// Whether the client waits for 100 (Continue). Not without a body, and not from HTTP/1.0, which
  /// does not know interim responses.
  boolean isToContinue(Head head, Framing framing) {
    return (isUnderstood(head) || faults.has(ExpectFault.CONTINUE_SENT_TO_HTTP10))
        && (announcesBody(framing) || faults.has(ExpectFault.CONTINUE_WITHOUT_A_BODY))
        && head.fields().elements("Expect").stream().anyMatch(this::isContinue);
  }

  private boolean isContinue(String expected) {
    return faults.has(ExpectFault.EXPECTATION_COMPARED_BY_CASE)
        ? expected.equals(CONTINUE)
        : expected.equalsIgnoreCase(CONTINUE);
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
