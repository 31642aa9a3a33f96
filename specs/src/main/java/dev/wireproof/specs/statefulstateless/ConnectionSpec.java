package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Response;
import java.util.List;

/// The connection means nothing: a proxy puts the requests of many on one, and a browser those of
/// one on many.
class ConnectionSpec {

  @Must(
      id = "stateful-stateless.connection.interleaved",
      claim = "two users on one connection see each their own cart",
      rfc = "9110#3.3",
      proves = {STATEFULNESS, CONFIDENTIALITY})
  void twoUsersOnOneConnection(Shop shop, Http1Wire wire) {
    Shopper ann = shop.enter().filled("tea");
    Shopper bob = shop.enter().filled("cake");
    for (int round = 1; round <= 2; round++) {
      expectOn(wire, ann, "tea");
      expectOn(wire, bob, "cake");
    }
  }

  private static void expectOn(Http1Wire wire, Shopper shopper, String... skus) {
    List<String> items = itemsOn(wire, shopper);
    if (!items.equals(List.of(skus))) {
      throw VerdictException.violates(
          "the cart of %s, %s".formatted(shopper.user(), List.of(skus)), items.toString());
    }
  }

  /// The client looks into its cart on this connection.
  private static List<String> itemsOn(Http1Wire wire, Shopper shopper) {
    Http1Response response = wire.requireServed(shopper.looking());
    shopper.credentials().learn(response);
    return Shopper.items(response);
  }

  @Must(
      id = "stateful-stateless.connection.nobody",
      claim = "a request without cookie or token is nobody's, whoever used the connection before",
      rfc = "9110#3.3",
      proves = {STATEFULNESS, CONFIDENTIALITY})
  void connectionLetsNobodyIn(Shop shop, Http1Wire wire) {
    Shopper ann = shop.enter().filled("tea");
    wire.requireServed(ann.looking());
    wire.send(ann.with(new Credentials()).looking()).expect(status(401));
  }

  @Must(
      id = "stateful-stateless.connection.another",
      claim = "what a user does on one connection shows on its others",
      rfc = "9110#3.3",
      proves = {STATEFULNESS, KEEPALIVE})
  void oneUserOnTwoConnections(Shop shop, Http1Wire wire) {
    Shopper ann = shop.enter().filled("cake");
    expectOn(wire, ann, "cake");
    ann.filled("tea");
    expectOn(wire, ann, "cake", "tea");
  }
}
