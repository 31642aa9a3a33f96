package dev.wireproof.specs.push;

import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.verdict.VerdictException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signatures of deliveries, made with Java's own HMAC.
final class Signatures {

  private static final String HMAC = "HmacSHA256";

  private Signatures() {}

  /// The signature that a delivery should have.
  static String expected(Call call, String secret) {
    String before = field(call, "Webhook-Id") + "." + field(call, "Webhook-Timestamp") + ".";
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      mac.update(before.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(call.body().toArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  /// @throws VerdictException when none of the delivery's signatures is right
  static void check(Call call, String secret) {
    String expected = expected(call, secret);
    String saw = field(call, "Webhook-Signature");
    if (!List.of(saw.split(" ", -1)).contains(expected)) {
      throw VerdictException.violates("Webhook-Signature: " + expected + " for what was sent", saw);
    }
  }

  /// @throws VerdictException when it is missing
  static String field(Call call, String name) {
    return call.field(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> VerdictException.violates(name + " with a delivery", "none"));
  }
}
