package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;

/// A connection is not a user: a proxy sends the requests of many clients on one, and a browser its
/// own on many.
class ConnectionSpec {

  @Must(
      id = "stateful-stateless.connection.interleaved",
      claim = "two users on one connection see their own carts",
      rfc = "9110#3.3",
      proves = {STATEFULNESS, CONFIDENTIALITY})
  void twoUsersOnOneConnection(Shop shop, Http1Wire wire) {
    Shopper ann = shop.requireLogin().requireAdded("tea");
    Shopper bob = shop.requireLogin().requireAdded("cake");
    ann.expectCartOn(wire, "tea");
    bob.expectCartOn(wire, "cake");
    ann.expectCartOn(wire, "tea");
    bob.expectCartOn(wire, "cake");
  }

  @Must(
      id = "stateful-stateless.connection.nobody",
      claim = "a request without a cookie or token gets 401, whoever used the connection before",
      rfc = "9110#3.3",
      proves = {STATEFULNESS, CONFIDENTIALITY})
  void connectionDoesNotAuthenticate(Shop shop, Http1Wire wire) {
    Shopper ann = shop.requireLogin().requireAdded("tea");
    wire.requireServed(ann.cartRequest());
    wire.send(shop.anonymous().cartRequest()).expect(status(401));
  }

  @Must(
      id = "stateful-stateless.connection.another",
      claim = "what a user changes on one connection is seen on another",
      rfc = "9110#3.3",
      proves = {STATEFULNESS, KEEPALIVE})
  void oneUserOnTwoConnections(Shop shop, Http1Wire wire) {
    Shopper ann = shop.requireLogin().requireAdded("cake");
    ann.expectCartOn(wire, "cake");
    ann.requireAdded("tea");
    ann.expectCartOn(wire, "cake", "tea");
  }
}
