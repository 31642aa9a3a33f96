package dev.wireproof.reference.push;

import dev.wireproof.reference.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Proves to a receiver that the sender of a delivery knows the secret, and when it was made.
final class Signature {

  private Signature() {}

  static String of(String secret, String before, byte[] body) {
    byte[] mac =
        Digests.hmac(
            secret.getBytes(StandardCharsets.UTF_8), before.getBytes(StandardCharsets.UTF_8), body);
    return Base64.getEncoder().encodeToString(mac);
  }
}
