package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.inAnyOrder;
import static dev.wireproof.engine.verdict.Expectations.inOrder;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import java.util.List;

/// A client that keeps what the shop gave it at its login or later, and sends it with each request.
final class Shopper {

  private final Shop shop;
  private final String user;
  private final Credentials credentials;

  Shopper(Shop shop, String user, Credentials credentials) {
    this.shop = shop;
    this.user = user;
    this.credentials = credentials;
  }

  /// The same client, which sends its requests to another instance.
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

  private Http1Request itemRequest(String json) {
    return credentials.in(shop.api().request("POST", "/cart/items", json));
  }

  Http1Request cartRequest() {
    return credentials.in(shop.api().request("GET", "/cart"));
  }

  Reply postItem(String sku) {
    return postItemJson(Json.of("sku", sku));
  }

  Reply postItemJson(String json) {
    return remembered(shop.api().send(itemRequest(json)));
  }

  /// Sends the request and does not wait for the response.
  Pending beginPostItem(String sku) {
    return shop.api().begin(itemRequest(Json.of("sku", sku)));
  }

  List<Reply> postItemsAtOnce(List<String> skus) {
    List<Http1Request> requests =
        skus.stream().map(sku -> itemRequest(Json.of("sku", sku))).toList();
    return shop.api().together(requests).stream().map(this::remembered).toList();
  }

  Reply getCart() {
    return remembered(shop.api().send(cartRequest()));
  }

  /// Keeps the cookies and the token that the response gives.
  private Reply remembered(Reply reply) {
    if (reply.status() != 0) {
      credentials.learn(reply.response());
    }
    return reply;
  }

  /// What is in the cart now.
  ///
  /// @throws VerdictException when it cannot be read: nothing can be said
  List<String> items() {
    return items(getCart().require(status(200)));
  }

  /// What is in the cart that this response shows.
  ///
  /// @throws VerdictException when it cannot be read: nothing can be said
  static List<String> items(Reply reply) {
    return reply.json().list("items").stream().map(Json::text).toList();
  }

  /// Control: these items are added, one after the other.
  ///
  /// @throws VerdictException when one is not answered with 200 or 201: the spec is inconclusive
  Shopper requireAdded(String... skus) {
    for (String sku : skus) {
      postItem(sku).require(status(200, 201));
    }
    return this;
  }

  /// Control: the cart is kept at the shop. Where it travels with the client, what is added at the
  /// same time is added to copies.
  ///
  /// @throws VerdictException when the shop has renewed the credentials: the spec does not apply
  Shopper requireCartAtTheShop() {
    if (credentials.wereRenewed()) {
      throw VerdictException.notApplicable(
          "the shop renews what the client brings, so its cart may travel with the client");
    }
    return this;
  }

  /// The cart holds these items and no others, in this order.
  ///
  /// @throws VerdictException when it does not; inconclusive when it is not shown with 200
  void expectCart(String expected, String... skus) {
    getCart().require(status(200)).expectJson(cartOf(expected, skus));
  }

  /// As [#expectCart], asked for on this connection.
  ///
  /// @throws VerdictException when it does not; inconclusive when it is not served there
  void expectCartOn(Http1Wire wire, String... skus) {
    Http1Response response = wire.requireServed(cartRequest());
    credentials.learn(response);
    Json.expectParsed("the body of “" + response + "”", response.body())
        .expect(cartOf("the cart of " + user, skus));
  }

  private static Expectation<Json> cartOf(String expected, String... skus) {
    List<String> all = List.of(skus);
    return json("items").texts(inOrder(all).as(expected + ": " + all));
  }

  /// The cart holds each of these items once and no others, in any order.
  ///
  /// @throws VerdictException when it does not; inconclusive when it is not shown with 200
  void expectCartInAnyOrder(List<String> skus) {
    List<String> items =
        getCart().require(status(200)).expectJson().expectList("items").stream()
            .map(Json::expectText)
            .toList();
    expectThat(
        items,
        inAnyOrder(skus)
            .as("each of " + skus.size() + " items once in the cart")
            .showing(found ->
                "%d items; missing: %s"
                    .formatted(
                        found.size(), skus.stream().filter(sku -> !found.contains(sku)).toList())));
  }
}
