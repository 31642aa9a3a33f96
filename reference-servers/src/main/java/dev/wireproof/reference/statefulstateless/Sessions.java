package dev.wireproof.reference.statefulstateless;

import static dev.wireproof.reference.statefulstateless.StateFault.CART_OF_THE_NAME_CUT;
import static dev.wireproof.reference.statefulstateless.StateFault.CART_OF_THE_NAME_IN_LOWER_CASE;
import static dev.wireproof.reference.statefulstateless.StateFault.CHALLENGE_MISSING;
import static dev.wireproof.reference.statefulstateless.StateFault.FIRST_USER_STAYS;
import static dev.wireproof.reference.statefulstateless.StateFault.NOBODY_HAS_A_CART;
import static dev.wireproof.reference.statefulstateless.StateFault.SESSION_ADOPTED;
import static dev.wireproof.reference.statefulstateless.StateFault.UNKNOWN_IS_NEW;
import static dev.wireproof.reference.statefulstateless.StateFault.USER_OF_THE_CONNECTION;
import static dev.wireproof.reference.statefulstateless.StateFault.USER_UNCHECKED;

import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Problem;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/// The user of a request. It is in the request's cookie and nowhere else: nothing is remembered
/// here, unless by a fault.
final class Sessions {

  static final String COOKIE = "session";

  private static final String USER = "[A-Za-z0-9_-]{1,64}";
  private static final int CUT = 24;
  private static final Login NOBODY = new Login("nobody", "nobody");

  private final SessionTokens tokens;
  private final Set<StateFault> faults;
  private final Map<Object, Login> ofConnections = Collections.synchronizedMap(new WeakHashMap<>());
  private final Map<String, Login> adopted = new ConcurrentHashMap<>();

  Sessions(SessionTokens tokens, Set<StateFault> faults) {
    this.tokens = tokens;
    this.faults = faults;
  }

  /// Lets a user in.
  ///
  /// @return the token that says so
  String begin(Exchange exchange) throws IOException, Problem {
    String user =
        faults.contains(USER_UNCHECKED)
            ? String.valueOf(exchange.request().json().get("user"))
            : exchange.request().text("user");
    if (!user.matches(USER) && !faults.contains(USER_UNCHECKED)) {
      throw new Problem(422, "“user” is to be 1 to 64 letters, digits, “-” and “_”.");
    }
    var login = new Login(user, cartOf(user));
    Optional<String> brought = cookie(exchange);
    if (faults.contains(SESSION_ADOPTED) && brought.isPresent()) {
      adopted.put(brought.get(), login);
    }
    return tokens.issue(login);
  }

  private String cartOf(String user) {
    if (faults.contains(CART_OF_THE_NAME_IN_LOWER_CASE)) {
      return user.toLowerCase(Locale.ROOT);
    }
    if (faults.contains(CART_OF_THE_NAME_CUT)) {
      return user.substring(0, Math.min(CUT, user.length()));
    }
    return UUID.randomUUID().toString();
  }

  /// The user of this request.
  ///
  /// @throws Problem 401 when the request has no valid session
  Login required(Exchange exchange) throws Problem {
    Login first = ofConnections.get(exchange.connection());
    if (first != null && faults.contains(FIRST_USER_STAYS)) {
      return first;
    }
    Optional<Login> login = cookie(exchange).flatMap(this::known);
    boolean remembers =
        faults.contains(FIRST_USER_STAYS) || faults.contains(USER_OF_THE_CONNECTION);
    if (login.isPresent() && remembers) {
      ofConnections.put(exchange.connection(), login.get());
    }
    return login.or(() -> unknown(exchange)).orElseThrow(this::unauthorized);
  }

  private Optional<Login> known(String token) {
    return tokens.verify(token).or(() -> Optional.ofNullable(adopted.get(token)));
  }

  /// The user that a careless server assumes for a request without a valid session.
  private Optional<Login> unknown(Exchange exchange) {
    boolean silent = cookie(exchange).isEmpty();
    if (silent && faults.contains(NOBODY_HAS_A_CART)) {
      return Optional.of(NOBODY);
    }
    if (silent && faults.contains(USER_OF_THE_CONNECTION)) {
      return Optional.ofNullable(ofConnections.get(exchange.connection()));
    }
    return !silent && faults.contains(UNKNOWN_IS_NEW)
        ? Optional.of(new Login("guest", UUID.randomUUID().toString()))
        : Optional.empty();
  }

  /// The user that the cookie names, whether that is true or not.
  Optional<Login> claimed(Exchange exchange) {
    return cookie(exchange).flatMap(SessionTokens::read);
  }

  private static Optional<String> cookie(Exchange exchange) {
    for (String pair : exchange.request().field("Cookie").orElse("").split(";", -1)) {
      String[] parts = pair.strip().split("=", 2);
      if (parts[0].equals(COOKIE) && parts.length > 1) {
        return Optional.of(parts[1]);
      }
    }
    return Optional.empty();
  }

  private Problem unauthorized() {
    return faults.contains(CHALLENGE_MISSING)
        ? new Problem(401, "Log in first.")
        : new Problem(401, "Log in first.", "WWW-Authenticate: Bearer");
  }
}
