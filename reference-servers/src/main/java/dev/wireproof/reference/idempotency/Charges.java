package dev.wireproof.reference.idempotency;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.web.UpstreamClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The effect: a call of the upstream, under the client's own key.
final class Charges {

  /// What came of a call.
  ///
  /// @param status 201 or 402, which are final, or the status to answer with
  record Outcome(int status, String charge) {
    boolean isKnown() {
      return status == 201 || status == 402;
    }
  }

  private static final Outcome UNKNOWN = new Outcome(502, "");

  private final UpstreamClient upstream;
  private final Set<IdempotencyFault> faults;

  Charges(UpstreamClient upstream, Set<IdempotencyFault> faults) {
    this.upstream = upstream;
    this.faults = faults;
  }

  Outcome make(String key, Payment payment) throws InterruptedException {
    String sent =
        faults.contains(IdempotencyFault.OWN_KEY_FOR_EACH_CALL)
            ? UUID.randomUUID().toString()
            : key.replace("\"", "");
    Object amount =
        faults.contains(IdempotencyFault.AMOUNT_SENT_AS_TEXT)
            ? Long.toString(payment.amount())
            : payment.amount();
    try {
      String json = JSON.std.asString(Map.of("amount", amount, "to", payment.to()));
      return outcome(upstream.post("/charges", json, "Idempotency-Key", "\"" + sent + "\""));
    } catch (IOException _) {
      return faults.contains(IdempotencyFault.FAILURE_UNHANDLED) ? new Outcome(500, "") : UNKNOWN;
    }
  }

  private Outcome outcome(HttpResponse<String> answer) throws IOException {
    int status = answer.statusCode();
    if (status == 402) {
      return faults.contains(IdempotencyFault.DECLINED_AS_502) ? UNKNOWN : new Outcome(402, "");
    }
    if (status == 201 || isTaken(status)) {
      return new Outcome(201, String.valueOf(JSON.std.mapFrom(answer.body()).get("charge")));
    }
    return UNKNOWN;
  }

  /// Whether a status that does not say so is taken for a charge.
  private boolean isTaken(int status) {
    return faults.contains(IdempotencyFault.ANY_ANSWER_IS_SUCCESS)
        || (status / 100 == 2 && faults.contains(IdempotencyFault.ANY_2XX_IS_PAID));
  }
}
