package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.VerdictException;

/// A shop as its clients see it. What each verb sends stands in the table of the package's page.
public final class Shop implements WireClient {

  private final Api api;

  public Shop(SpecContext context) {
    this(new Api(context));
  }

  private Shop(Api api) {
    this.api = api;
  }

  /// The same shop at another instance of the target.
  Shop at(Target instance) {
    return new Shop(api.on(instance));
  }

  Api api() {
    return api;
  }

  /// The name of a user that no other spec logs in.
  String newUser() {
    return api.fresh("user");
  }

  /// A session id or token that the shop has never given to a client.
  String newValue() {
    return api.fresh("madeup");
  }

  Reply postLogin(String user) {
    return postLogin(user, new Credentials());
  }

  Reply postLogin(String user, Credentials credentials) {
    return api.send(credentials.in(api.request("POST", "/login", Json.of("user", user))));
  }

  Reply postLoginJson(String json) {
    return api.post("/login", json);
  }

  /// A client that has not logged in.
  Shopper anonymous() {
    return new Shopper(this, "", new Credentials());
  }

  /// Control: a new user logs in.
  ///
  /// @throws VerdictException when the login is not answered with 200 or 201: the spec is
  ///   inconclusive
  Shopper requireLogin() {
    return requireLogin(newUser());
  }

  /// Control: this user logs in.
  ///
  /// @throws VerdictException when the login is not answered with 200 or 201: the spec is
  ///   inconclusive
  Shopper requireLogin(String user) {
    return new Shopper(
        this, user, Credentials.of(postLogin(user).require(status(200, 201)).response()));
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
