package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import java.util.List;

/// A client that has logged in and keeps what it was given.
final class Shopper {

  private final Shop shop;
  private final String user;
  private final Credentials credentials;

  Shopper(Shop shop, String user, Credentials credentials) {
    this.shop = shop;
    this.user = user;
    this.credentials = credentials;
  }

  /// The same client, sent to another instance.
  Shopper at(Shop other) {
    return new Shopper(other, user, credentials);
  }

  /// The same client with other credentials.
  Shopper with(Credentials other) {
    return new Shopper(shop, user, other);
  }

  String user() {
    return user;
  }

  Credentials credentials() {
    return credentials;
  }

  Http1Request adding(String sku) {
    return addingJson(Json.of("sku", sku));
  }

  Http1Request addingJson(String json) {
    return credentials.in(shop.api().request("POST", "/cart/items", json));
  }

  Http1Request looking() {
    return credentials.in(shop.api().request("GET", "/cart"));
  }

  Reply add(String sku) {
    return send(adding(sku));
  }

  Reply look() {
    return send(looking());
  }

  private Reply send(Http1Request request) {
    return learning(shop.api().send(request));
  }

  /// Takes what an answer gives.
  Reply learning(Reply reply) {
    if (reply.status() != 0) {
      credentials.learn(reply.expectResponse());
    }
    return reply;
  }

  /// Adds items one after the other, as a step that the spec needs.
  Shopper filled(String... skus) {
    for (String sku : skus) {
      add(sku).require(status(200, 201));
    }
    return this;
  }

  /// What is in the cart, as a step that the spec needs.
  List<String> items() {
    return items(look().require(status(200)).expectResponse());
  }

  static List<String> items(Http1Response response) {
    return Json.expectParsed("the body of “" + response + "”", response.body())
        .expectList("items")
        .stream()
        .map(Json::expectText)
        .toList();
  }

  /// The cart holds these and no others, in this order.
  ///
  /// @throws VerdictException when it does not
  void expectItems(String expected, String... skus) {
    List<String> items = items();
    if (!items.equals(List.of(skus))) {
      throw VerdictException.violates(expected + ": " + List.of(skus), items.toString());
    }
  }
}
