package dev.wireproof.specs.statefulstateless;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a shop gave to a client to know it by: a token, or cookies. The client keeps the newest and
/// sends them back, as a browser does.
final class Credentials {

  private static final Pattern ENDED = Pattern.compile("(?i);\\s*max-age\\s*=\\s*-?0*(;|$)");

  private final Map<String, String> cookies;
  private Optional<String> token;
  private int renewals;

  Credentials() {
    this(new LinkedHashMap<>(), Optional.empty());
  }

  private Credentials(Map<String, String> cookies, Optional<String> token) {
    this.cookies = cookies;
    this.token = token;
  }

  /// What this response gives to a client that has nothing yet.
  static Credentials of(Http1Response response) {
    var credentials = new Credentials();
    credentials.learn(response);
    return credentials;
  }

  /// Takes what a response gives.
  synchronized void learn(Http1Response response) {
    boolean renewed = false;
    for (String line : response.fields().all("Set-Cookie")) {
      String[] pair = line.split(";", 2)[0].split("=", 2);
      if (pair.length < 2) {
        continue;
      }
      if (pair[1].isBlank() || ENDED.matcher(line).find()) {
        cookies.remove(pair[0].strip());
      } else {
        renewed |= !pair[1].strip().equals(cookies.put(pair[0].strip(), pair[1].strip()));
      }
    }
    Optional<String> newest = tokenIn(response);
    renewed |= newest.isPresent() && !newest.equals(token);
    token = newest.or(() -> token);
    renewals += renewed ? 1 : 0;
  }

  private static Optional<String> tokenIn(Http1Response response) {
    if (!response.isSuccess() || response.body().isEmpty()) {
      return Optional.empty();
    }
    return Json.read("the body of “" + response + "”", response.body())
        .flatMap(body -> body.find("token"))
        .flatMap(Json::asText);
  }

  /// Whether the shop has given something else since the login, so that the cart may be in it.
  synchronized boolean wereRenewed() {
    return renewals > 1;
  }

  synchronized boolean isEmpty() {
    return token.isEmpty() && cookies.isEmpty();
  }

  /// Control: the shop knows its clients by a cookie.
  ///
  /// @param otherwise ends the sentence “this shop sets no cookie, so …”
  /// @throws VerdictException when the client was given a token instead: the spec does not apply
  synchronized Credentials requireCookies(String otherwise) {
    if (token.isPresent() || cookies.isEmpty()) {
      throw VerdictException.notApplicable("this shop sets no cookie, so " + otherwise);
    }
    return this;
  }

  /// The request with these credentials.
  synchronized Http1Request in(Http1Request request) {
    if (token.isPresent()) {
      return request.with("Authorization", "Bearer " + token.get());
    }
    return cookies.isEmpty()
        ? request
        : request.with(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
  }

  /// The same with each value changed; one that the change does not fit stays.
  ///
  /// @throws VerdictException when it fits none: the spec does not apply
  synchronized Credentials requireChanged(UnaryOperator<String> change, String otherwise) {
    var changed = new LinkedHashMap<String, String>();
    cookies.forEach((name, value) -> changed.put(name, change.apply(value)));
    Optional<String> other = token.map(change);
    if (token.isPresent() ? other.equals(token) : changed.equals(cookies)) {
      throw VerdictException.notApplicable(otherwise);
    }
    return new Credentials(changed, other);
  }

  /// The same with each value made of this client's and of what another client has in its place.
  ///
  /// @throws VerdictException when no value can be forged so: the spec does not apply
  Credentials requireForged(BinaryOperator<String> how, Credentials another) {
    return requireChanged(
        own -> another.inPlaceOf(own, this).map(theirs -> how.apply(own, theirs)).orElse(own),
        "what the shop gives is not a token with a signature");
  }

  /// The value here that stands where `value` stands in the other: the token, or the cookie of that
  /// name.
  private synchronized Optional<String> inPlaceOf(String value, Credentials other) {
    if (other.token.filter(value::equals).isPresent()) {
      return token;
    }
    return other.cookies.entrySet().stream()
        .filter(cookie -> cookie.getValue().equals(value))
        .findFirst()
        .flatMap(cookie -> Optional.ofNullable(cookies.get(cookie.getKey())));
  }
}
