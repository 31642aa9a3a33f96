package dev.wireproof.reference.idempotency;

import static dev.wireproof.reference.idempotency.IdempotencyFault.BODY_BELONGS_TO_THE_KEY;
import static dev.wireproof.reference.idempotency.IdempotencyFault.KEY_CUT_AT_64;
import static dev.wireproof.reference.idempotency.IdempotencyFault.KEY_IN_LOWER_CASE;
import static dev.wireproof.reference.idempotency.IdempotencyFault.KEY_NOT_PARSED;
import static dev.wireproof.reference.idempotency.IdempotencyFault.KEY_OPTIONAL;
import static dev.wireproof.reference.idempotency.IdempotencyFault.QUOTES_BELONG_TO_THE_KEY;

import dev.wireproof.reference.Digests;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Idempotency keys: how they are read, and under which id what is known of them is kept.
final class IdempotencyKeys {

  private static final String FIELD = "Idempotency-Key";

  /// Visible ASCII without the quotation mark and the backslash.
  private static final String KEY = "[!#-\\[\\]-~]{1,255}";

  private final Set<IdempotencyFault> faults;

  IdempotencyKeys(Set<IdempotencyFault> faults) {
    this.faults = faults;
  }

  /// The key of a request, without its quotation marks.
  String of(Request request) throws Problem {
    Optional<String> field = request.field(FIELD);
    if (field.isEmpty() && faults.contains(KEY_OPTIONAL)) {
      return UUID.randomUUID().toString();
    }
    String text = field.orElseThrow(() -> new Problem(400, "There is no " + FIELD + "."));
    if (faults.contains(KEY_NOT_PARSED)) {
      return text.replace("\"", "");
    }
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    String key = quoted ? text.substring(1, text.length() - 1) : text;
    if (!key.matches(KEY)) {
      throw new Problem(400, "An " + FIELD + " has 1 to 255 characters, in quotation marks.");
    }
    return quoted && faults.contains(QUOTES_BELONG_TO_THE_KEY) ? text : key;
  }

  /// Where what is known of a key is kept; the payment's id as well.
  String id(String key, Payment payment) {
    String known = key;
    if (faults.contains(BODY_BELONGS_TO_THE_KEY)) {
      known = key + payment;
    } else if (faults.contains(KEY_CUT_AT_64)) {
      known = key.substring(0, Math.min(64, key.length()));
    } else if (faults.contains(KEY_IN_LOWER_CASE)) {
      known = key.toLowerCase(Locale.ROOT);
    }
    return hash(known);
  }

  private static String hash(String text) {
    byte[] digest = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 12);
  }
}
