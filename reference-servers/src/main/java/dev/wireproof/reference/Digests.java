package dev.wireproof.reference;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The digests that every Java has.
public final class Digests {

  private static final String SHA_256 = "SHA-256";
  private static final String HMAC = "HmacSHA256";

  private Digests() {}

  public static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance(SHA_256).digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + SHA_256, e);
    }
  }

  /// HMAC with SHA-256 (RFC 2104) of all parts, one after the other.
  public static byte[] hmac(byte[] secret, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }
}
