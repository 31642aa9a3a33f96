package dev.wireproof.reference.idempotency;

import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.util.Map;
import java.util.Set;

/// What a client asks for.
///
/// @param amount in cents
record Payment(long amount, String to) {

  private static final long MOST = 1_000_000_000;
  private static final int LONGEST = 64;

  /// Reads it from a request.
  static Payment of(Request request, Set<IdempotencyFault> faults) throws Problem {
    long amount =
        faults.contains(IdempotencyFault.AMOUNT_UNCHECKED)
            ? lenientAmount(request.json())
            : request.number("amount");
    String to =
        faults.contains(IdempotencyFault.PAYEE_UNCHECKED)
            ? String.valueOf(request.json().get("to"))
            : request.text("to");
    if (!faults.contains(IdempotencyFault.AMOUNT_UNCHECKED) && (amount < 1 || amount > MOST)) {
      throw new Problem(422, "“amount” is to be from 1 to " + MOST + ".");
    }
    if (!faults.contains(IdempotencyFault.PAYEE_UNCHECKED)
        && (to.isEmpty() || to.codePointCount(0, to.length()) > LONGEST)) {
      throw new Problem(422, "“to” is to have 1 to " + LONGEST + " characters.");
    }
    return new Payment(amount, to);
  }

  private static long lenientAmount(Map<String, Object> json) {
    return json.get("amount") instanceof Number number ? number.longValue() : 0;
  }
}
