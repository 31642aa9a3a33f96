package dev.wireproof.reference.idempotency;

import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.util.Set;

/// What a client asks for.
///
/// @param amount in cents
record Payment(long amount, String to) {

  private static final long MOST = 1_000_000_000;
  private static final int LONGEST = 64;

  /// Reads it from a request.
  static Payment of(Request request, Set<IdempotencyFault> faults) throws Problem {
    return new Payment(amount(request, faults), payee(request, faults));
  }

  private static long amount(Request request, Set<IdempotencyFault> faults) throws Problem {
    Object found = request.json().get("amount");
    boolean unchecked = faults.contains(IdempotencyFault.AMOUNT_UNCHECKED);
    if (faults.contains(IdempotencyFault.TRUE_IS_ONE) && Boolean.TRUE.equals(found)) {
      return 1;
    }
    boolean lenient = unchecked || faults.contains(IdempotencyFault.FRACTION_CUT_OFF);
    long amount =
        lenient && found instanceof Number number
            ? number.longValue()
            : unchecked ? 0 : request.number("amount");
    boolean tooMuch = amount > MOST && !faults.contains(IdempotencyFault.AMOUNT_WITHOUT_LIMIT);
    if (!unchecked && (amount < 1 || tooMuch)) {
      throw new Problem(422, "“amount” is to be from 1 to " + MOST + ".");
    }
    return amount;
  }

  private static String payee(Request request, Set<IdempotencyFault> faults) throws Problem {
    if (faults.contains(IdempotencyFault.PAYEE_UNCHECKED)) {
      return String.valueOf(request.json().get("to"));
    }
    String to = request.text("to");
    boolean tooLong = to.codePointCount(0, to.length()) > LONGEST;
    if (to.isEmpty() || (tooLong && !faults.contains(IdempotencyFault.PAYEE_OF_ANY_LENGTH))) {
      throw new Problem(422, "“to” is to have 1 to " + LONGEST + " characters.");
    }
    return to;
  }
}
