package dev.wireproof.reference.statefulstateless;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Logins as signed texts, JSON Web Tokens (RFC 7519) with HMAC-SHA256. Every instance that has the
/// secret can check one, so no instance needs to remember its logins.
final class SessionTokens {

  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final int PARTS = 3;

  /// As much of a signature as a careless comparison looks at.
  private static final int PREFIX = 8;

  private final byte[] key;
  private final Set<StateFault> faults;

  SessionTokens(String secret, Set<StateFault> faults) {
    String signing =
        faults.contains(StateFault.KEY_OF_THE_PROCESS) ? UUID.randomUUID().toString() : secret;
    this.key = signing.getBytes(StandardCharsets.UTF_8);
    this.faults = faults;
  }

  String issue(Login login) throws IOException {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("sub", login.user());
    claims.put("cart", login.cart());
    String unsigned = encode(HEADER) + "." + encode(JSON.std.asString(claims));
    return unsigned + "." + signature(unsigned);
  }

  /// The login that a token contains, unless it was changed or signed with another secret.
  Optional<Login> verify(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS || !isSigned(parts)) {
      return Optional.empty();
    }
    return read(token);
  }

  private boolean isSigned(String[] parts) {
    if (faults.contains(StateFault.NOT_VERIFIED)
        || (faults.contains(StateFault.ALGORITHM_AS_THE_TOKEN_SAYS) && saysNone(parts[0]))) {
      return true;
    }
    String right = signature(parts[0] + "." + parts[1]);
    if (faults.contains(StateFault.SIGNATURE_COMPARED_IN_PART)) {
      return parts[2].regionMatches(0, right, 0, PREFIX);
    }
    // takes as long for a wrong one, wherever it differs
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), parts[2].getBytes(StandardCharsets.UTF_8));
  }

  private static boolean saysNone(String header) {
    try {
      return "none".equals(JSON.std.mapFrom(Base64.getUrlDecoder().decode(header)).get("alg"));
    } catch (IOException | IllegalArgumentException _) {
      return false;
    }
  }

  /// What a token says, whether it is true or not.
  static Optional<Login> read(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      Map<String, Object> claims = JSON.std.mapFrom(Base64.getUrlDecoder().decode(parts[1]));
      boolean whole = claims.get("sub") instanceof String && claims.get("cart") instanceof String;
      return whole
          ? Optional.of(
              new Login(String.valueOf(claims.get("sub")), String.valueOf(claims.get("cart"))))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private String signature(String unsigned) {
    return encode(Digests.hmac(key, unsigned.getBytes(StandardCharsets.UTF_8)));
  }
}
