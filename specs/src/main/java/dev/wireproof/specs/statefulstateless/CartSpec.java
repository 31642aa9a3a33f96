package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.inOrder;
import static dev.wireproof.engine.verdict.Expectations.isEmpty;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a client puts into its cart is there the next time it looks.
class CartSpec {

  private static final int AT_ONCE = 12;

  @Must(
      id = "stateful-stateless.cart.empty",
      claim = "the cart of a new login is empty",
      proves = STATEFULNESS)
  void newCartIsEmpty(Shop shop) {
    Shopper shopper = shop.requireLogin();
    shopper.getCart().expect(status(200)).expectJson(json("items").list(isEmpty()));
  }

  @Must(
      id = "stateful-stateless.cart.added",
      claim = "adding an item is answered with 201 and the cart",
      proves = STATEFULNESS)
  void itemIsAdded(Shop shop) {
    Shopper shopper = shop.requireLogin();
    shopper
        .postItem("tea")
        .expect(status(201))
        .expectJson(json("user").is(shopper.user()), json("items").texts(inOrder(List.of("tea"))));
  }

  @Must(
      id = "stateful-stateless.cart.order",
      claim = "items are kept in the order in which they were added, as often as they were",
      proves = {STATEFULNESS, ORDERING})
  void itemsKeepTheirOrder(Shop shop) {
    Shopper shopper = shop.requireLogin().requireAdded("tea", "cake", "tea");
    shopper.expectCart("all items in their order", "tea", "cake", "tea");
  }

  @Must(
      id = "stateful-stateless.cart.get-is-safe",
      claim = "GET /cart changes nothing",
      rfc = "9110#9.2.1",
      proves = {STATEFULNESS, IDEMPOTENCY})
  void readingChangesNothing(Shop shop) {
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    List<String> first = shopper.items();
    List<String> second = shopper.items();
    expectThat(second, inOrder(first).as("the same items at the second GET /cart: " + first));
  }

  @Must(
      id = "stateful-stateless.cart.own",
      claim = "each user has its own cart",
      proves = {STATEFULNESS, CONFIDENTIALITY},
      cases = Likeness.class)
  void eachUserHasItsOwnCart(Shop shop, Likeness likeness) {
    String name = shop.newUser();
    Shopper one = shop.requireLogin(name + likeness.first);
    Shopper two = shop.requireLogin(name + likeness.second);
    one.requireAdded("tea");
    two.requireAdded("cake");
    one.expectCart("the user's own cart", "tea");
    two.expectCart("the user's own cart", "cake");
  }

  /// Two users whose names are nearly the same.
  enum Likeness implements Case {
    CASE("-a", "-A"),
    LAST_OF_MANY_CHARACTERS("-" + "x".repeat(40) + "1", "-" + "x".repeat(40) + "2"),
    DASHES("-a_b", "_a-b");

    private final String first;
    private final String second;

    Likeness(String first, String second) {
      this.first = first;
      this.second = second;
    }
  }

  @Must(
      id = "stateful-stateless.cart.characters",
      claim = "a sku comes back as it was sent, character by character",
      proves = FIDELITY,
      cases = Sku.class)
  void characterByCharacter(Shop shop, Sku sku) {
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    shopper.postItem(sku.text).expect(status(200, 201));
    shopper.expectCart("the sku as it was sent", "tea", sku.text);
  }

  /// Texts that a cookie, a file or a query would like to change.
  enum Sku implements Case {
    EMOJI("🫖 tea"),
    COMBINING_MARK("the\u0301"),
    QUOTES_AND_BACKSLASH("“tea” \"t\\ea\""),
    SEPARATORS("tea;cake,a=b&c%20d"),
    LINE_END("tea\ncake");

    private final String text;

    Sku(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "stateful-stateless.cart.refused",
      claim = "an item without a valid sku is refused, and the cart stays as it is",
      proves = ERROR_HANDLING,
      cases = BadItem.class)
  void invalidItemIsRefused(Shop shop, BadItem bad) {
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    shopper.postItemJson(bad.json).expect(refusal(422));
    shopper.expectCart("the cart as it was", "tea");
  }

  /// Bodies that are JSON and name no item.
  enum BadItem implements Case {
    MISSING("{}"),
    EMPTY("{\"sku\":\"\"}"),
    NUMBER("{\"sku\":7}"),
    TOO_LONG(Json.of("sku", "s".repeat(200)));

    private final String json;

    BadItem(String json) {
      this.json = json;
    }
  }

  @Must(
      id = "stateful-stateless.cart.no-json",
      claim = "a body that is not JSON is refused",
      proves = ERROR_HANDLING)
  void bodyThatIsNotJsonIsRefused(Shop shop) {
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    shopper.postItemJson("{\"sku\":").expect(refusal(400));
  }

  @Must(
      id = "stateful-stateless.cart.parallel",
      claim = "items that are added at the same time are all in the cart",
      proves = {STATEFULNESS, CONCURRENCY})
  void itemsAddedAtTheSameTime(Shop shop) {
    Shopper shopper = shop.requireLogin().requireAdded("tea").requireCartAtTheShop();
    List<String> skus = IntStream.range(0, AT_ONCE).mapToObj(i -> "cake-" + i).toList();
    shopper.postItemsAtOnce(skus).forEach(reply -> reply.require(status(200, 201)));
    shopper.expectCartInAnyOrder(Stream.concat(Stream.of("tea"), skus.stream()).toList());
  }
}
