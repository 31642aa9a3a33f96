package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Seen;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// A client says who it is, and gets something to be known by.
class LoginSpec {

  @Must(
      id = "stateful-stateless.login.answer",
      claim = "a login is answered with 200, the user, and a cookie or a token",
      proves = STATEFULNESS,
      base = true)
  void loginIsAnswered(Shop shop) {
    String user = shop.freshUser();
    Reply reply = shop.login(user).expect(status(200));
    if (!reply.expectJson().expectText("user").equals(user)) {
      throw VerdictException.violates("the user who logged in, " + user, reply.toString());
    }
    var credentials = new Credentials();
    credentials.learn(reply.expectResponse());
    if (credentials.isNothing()) {
      throw VerdictException.violates(
          "a Set-Cookie field or a “token” in the answer", reply.toString());
    }
  }

  @Must(
      id = "stateful-stateless.login.refused",
      claim = "a user that is none is not let in",
      proves = ERROR_HANDLING,
      cases = BadUser.class)
  void senselessUserIsRefused(Shop shop, BadUser bad) {
    shop.login(shop.freshUser()).require(status(200));
    shop.api().post("/login", bad.json).expect(refusal(422));
  }

  /// Bodies that are JSON and name no user.
  enum BadUser implements Case {
    MISSING("{}"),
    EMPTY("{\"user\":\"\"}"),
    NUMBER("{\"user\":7}"),
    TOO_LONG(Json.of("user", "u".repeat(200))),
    WITH_A_BLANK("{\"user\":\"ann lee\"}");

    private final String json;

    BadUser(String json) {
      this.json = json;
    }
  }

  @Must(
      id = "stateful-stateless.login.http-only",
      claim = "its cookie is hidden from scripts",
      source = "contract I; RFC 6265 §4.1.2.6",
      proves = CONFIDENTIALITY)
  void cookieIsHttpOnly(Shop shop) {
    Reply reply = shop.login(shop.freshUser()).require(status(200));
    var credentials = new Credentials();
    credentials.learn(reply.expectResponse());
    credentials.cookies("there is none to hide");
    reply.expect(hidden());
  }

  private static Expectation<Seen> hidden() {
    String expected = "a cookie with HttpOnly";
    return new Expectation<>(
        expected,
        seen -> {
          if (!(seen instanceof Seen.Response(var response))) {
            return new Verdict.Violates(expected, seen.toString());
          }
          return response.fields().all("Set-Cookie").stream().anyMatch(LoginSpec::isHttpOnly)
              ? new Verdict.Conforms()
              : new Verdict.Tolerated(
                  "no cookie has HttpOnly: a script that got into a page can read them");
        });
  }

  private static boolean isHttpOnly(String cookie) {
    return Arrays.stream(cookie.split(";", -1))
        .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).equals("httponly"));
  }

  @Must(
      id = "stateful-stateless.login.not-adopted",
      claim = "a session id that the client made up does not become a session at its login",
      source = "contract I; CWE-384",
      proves = CONFIDENTIALITY)
  void madeUpSessionIsNotAdopted(Shop shop) {
    Shopper victim = shop.enter();
    Map<String, String> cookies = victim.credentials().cookies("there is no session id to make up");
    Credentials madeUp =
        victim.credentials().bent(_ -> shop.api().fresh("madeup"), "there is no session id");
    var login = shop.api().request("POST", "/login", Json.of("user", shop.freshUser()));
    shop.api().send(madeUp.in(login)).require(status(200));
    Reply reply = victim.with(madeUp).look();
    if (reply.status() == 200) {
      throw VerdictException.violates(
          "401 to a session id that the client has made up (" + cookies.keySet() + ")",
          reply.toString());
    }
    reply.expect(status(401));
  }
}
