package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.sut.Target;

/// A shop as its clients see it.
public final class Shop implements WireClient {

  private final Api api;

  public Shop(SpecContext context) {
    this(new Api(context));
  }

  private Shop(Api api) {
    this.api = api;
  }

  /// The same shop at another instance of the target.
  Shop on(Target instance) {
    return new Shop(api.on(instance));
  }

  Api api() {
    return api;
  }

  /// A user whom nobody else logs in.
  String freshUser() {
    return api.fresh("user");
  }

  /// The answer to a login.
  Reply login(String user) {
    return api.post("/login", Json.of("user", user));
  }

  /// A client that has logged in, as a step that the spec needs.
  Shopper enter() {
    return enter(freshUser());
  }

  Shopper enter(String user) {
    var credentials = new Credentials();
    credentials.learn(login(user).require(status(200, 201)).expectResponse());
    return new Shopper(this, user, credentials);
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
