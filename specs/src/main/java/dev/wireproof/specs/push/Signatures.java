package dev.wireproof.specs.push;

import static dev.wireproof.engine.verdict.Expect.expectThat;

import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
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

  /// The signature of a delivery with this id, time and body.
  static String sign(String id, String timestamp, Octets body, String secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body.toArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  /// @throws VerdictException when none of the delivery's signatures is right
  static void expectSigned(Call call, String secret) {
    String right =
        sign(
            expectField(call, "Webhook-Id"),
            expectField(call, "Webhook-Timestamp"),
            call.body(),
            secret);
    expectThat(
        expectField(call, "Webhook-Signature"),
        Expectation.of(
            "Webhook-Signature: " + right + " for what was sent",
            signatures -> List.of(signatures.split(" ", -1)).contains(right)));
  }

  /// @throws VerdictException when it is missing
  static String expectField(Call call, String name) {
    return expectThat(
        call.field(name).orElse(""),
        Expectation.of(name + " with a delivery", text -> !text.isBlank(), _ -> "none"));
  }
}
