package dev.wireproof.specs.statefulstateless;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a shop gave to a client, so that it knows it again: a token, or cookies. The client keeps
/// the newest and sends it back, as a browser does.
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

  /// Takes what an answer gives.
  synchronized void learn(Http1Response response) {
    boolean news = false;
    for (String line : response.fields().all("Set-Cookie")) {
      String[] pair = line.split(";", 2)[0].split("=", 2);
      if (pair.length < 2) {
        continue;
      }
      if (pair[1].isBlank() || ENDED.matcher(line).find()) {
        cookies.remove(pair[0].strip());
      } else {
        news |= !pair[1].strip().equals(cookies.put(pair[0].strip(), pair[1].strip()));
      }
    }
    Optional<String> newest = tokenIn(response);
    news |= newest.isPresent() && !newest.equals(token);
    token = newest.or(() -> token);
    renewals += news ? 1 : 0;
  }

  private static Optional<String> tokenIn(Http1Response response) {
    if (!response.isSuccess() || response.body().isEmpty()) {
      return Optional.empty();
    }
    return Json.expectParsed("the body of “" + response + "”", response.body())
        .find("token")
        .map(Json::expectText);
  }

  /// Whether the shop has given something else since the login, so that the cart may be in it.
  synchronized boolean wereRenewed() {
    return renewals > 1;
  }

  synchronized boolean isNothing() {
    return token.isEmpty() && cookies.isEmpty();
  }

  /// @throws VerdictException when the client was given a token instead
  synchronized Map<String, String> cookies(String whatFor) {
    if (token.isPresent() || cookies.isEmpty()) {
      throw VerdictException.notApplicable("this shop sets no cookie, so " + whatFor);
    }
    return Map.copyOf(cookies);
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

  /// The same with each value bent; a value that `bend` leaves alone stays.
  ///
  /// @throws VerdictException when nothing is different then
  synchronized Credentials bent(UnaryOperator<String> bend, String otherwise) {
    var bent = new LinkedHashMap<String, String>();
    cookies.forEach((name, value) -> bent.put(name, bend.apply(value)));
    Optional<String> other = token.map(bend);
    if (token.isPresent() ? other.equals(token) : bent.equals(cookies)) {
      throw VerdictException.notApplicable(otherwise);
    }
    return new Credentials(bent, other);
  }

  /// The value that another client has at the same place: its token, or its cookie of that name.
  synchronized Optional<String> likeThat(String value, Credentials other) {
    if (token.filter(value::equals).isPresent()) {
      return other.token;
    }
    return cookies.entrySet().stream()
        .filter(cookie -> cookie.getValue().equals(value))
        .findFirst()
        .map(cookie -> other.cookies.get(cookie.getKey()));
  }
}
