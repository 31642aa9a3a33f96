package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.http1.Http1Response;
import java.util.Arrays;
import java.util.Locale;

/// A client logs in, and gets a cookie or a token to be known by.
class LoginSpec {

  @Must(
      id = "stateful-stateless.login.answer",
      claim = "a login is answered with 200, the user, and a cookie or a token",
      proves = STATEFULNESS,
      base = true)
  void loginIsAnswered(Shop shop) {
    String user = shop.newUser();
    Reply login = shop.postLogin(user).expect(status(200));
    login.expectJson(json("user").is(user));
    login.expect(
        response(
                "a Set-Cookie field or a “token” in the response",
                response -> !Credentials.of(response).isEmpty())
            .showing(_ -> login.toString()));
  }

  @Must(
      id = "stateful-stateless.login.refused",
      claim = "a login without a valid user name is refused",
      proves = ERROR_HANDLING,
      cases = BadUser.class)
  void invalidUserIsRefused(Shop shop, BadUser bad) {
    shop.postLogin(shop.newUser()).require(status(200));
    shop.postLoginJson(bad.json).expect(refusal(422));
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
      claim = "the cookie of a login is hidden from scripts",
      source = "contract I; RFC 6265 §4.1.2.6",
      proves = CONFIDENTIALITY)
  void cookieIsHttpOnly(Shop shop) {
    Reply login = shop.postLogin(shop.newUser()).require(status(200));
    Credentials.of(login.response()).requireCookies("there is none to hide");
    login.expect(
        response("a cookie with HttpOnly", LoginSpec::setsHttpOnly)
            .tolerating(
                anyResponse(),
                "no cookie has HttpOnly: a script that got into a page can read them"));
  }

  private static boolean setsHttpOnly(Http1Response response) {
    return response.fields().all("Set-Cookie").stream().anyMatch(LoginSpec::isHttpOnly);
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
    Shopper client = shop.requireLogin();
    Credentials madeUp =
        client
            .credentials()
            .requireCookies("there is no session id to make up")
            .requireChanged(_ -> shop.newValue(), "there is no session id");
    shop.postLogin(shop.newUser(), madeUp).require(status(200));
    client
        .with(madeUp)
        .getCart()
        .expect(
            status(401)
                .as("the session id that the client made up refused with 401 in the response"));
  }
}
