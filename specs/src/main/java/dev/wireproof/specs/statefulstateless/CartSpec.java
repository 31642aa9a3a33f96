package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;
import java.util.stream.IntStream;

/// What a client puts into its cart is there the next time it looks.
class CartSpec {

  private static final int AT_ONCE = 12;

  @Must(
      id = "stateful-stateless.cart.empty",
      claim = "the cart of a new login is empty",
      proves = STATEFULNESS)
  void newCartIsEmpty(Shop shop) {
    Reply reply = shop.enter().look().expect(status(200));
    if (!Shopper.items(reply.expectResponse()).isEmpty()) {
      throw VerdictException.violates("no items in the cart of a new login", reply.toString());
    }
  }

  @Must(
      id = "stateful-stateless.cart.added",
      claim = "an item that is added is answered with 201 and the cart",
      proves = STATEFULNESS)
  void itemIsAdded(Shop shop) {
    Shopper shopper = shop.enter();
    Reply reply = shopper.add("tea").expect(status(201));
    boolean right =
        reply.expectJson().expectText("user").equals(shopper.user())
            && Shopper.items(reply.expectResponse()).equals(List.of("tea"));
    if (!right) {
      throw VerdictException.violates(
          "the cart of " + shopper.user() + " with “tea”", reply.toString());
    }
  }

  @Must(
      id = "stateful-stateless.cart.order",
      claim = "items are kept in the order in which they were added, as often as they were",
      proves = {STATEFULNESS, ORDERING})
  void itemsKeepTheirOrder(Shop shop) {
    Shopper shopper = shop.enter().filled("tea", "cake", "tea");
    shopper.expectItems("all items in their order", "tea", "cake", "tea");
  }

  @Must(
      id = "stateful-stateless.cart.get-is-safe",
      claim = "looking into the cart changes nothing",
      rfc = "9110#9.2.1",
      proves = {STATEFULNESS, IDEMPOTENCY})
  void lookingChangesNothing(Shop shop) {
    Shopper shopper = shop.enter().filled("tea");
    List<String> first = shopper.items();
    List<String> second = shopper.items();
    if (!second.equals(first)) {
      throw VerdictException.violates(
          "the same cart at the second look: " + first, second.toString());
    }
  }

  @Must(
      id = "stateful-stateless.cart.own",
      claim = "each user has a cart of its own",
      proves = {STATEFULNESS, CONFIDENTIALITY},
      cases = Likeness.class)
  void eachUserHasItsOwnCart(Shop shop, Likeness likeness) {
    String name = shop.freshUser();
    Shopper one = shop.enter(name + likeness.first);
    Shopper two = shop.enter(name + likeness.second);
    one.filled("tea");
    two.filled("cake");
    one.expectItems("the user's own cart", "tea");
    two.expectItems("the user's own cart", "cake");
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
      claim = "a sku comes back character by character",
      proves = FIDELITY,
      cases = Sku.class)
  void characterByCharacter(Shop shop, Sku sku) {
    Shopper shopper = shop.enter().filled("tea");
    shopper.add(sku.text).expect(status(200, 201));
    shopper.expectItems("the sku as it was sent", "tea", sku.text);
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
      claim = "an item that is none is refused, and the cart stays as it is",
      proves = ERROR_HANDLING,
      cases = BadItem.class)
  void senselessItemIsRefused(Shop shop, BadItem bad) {
    Shopper shopper = shop.enter().filled("tea");
    shopper.learning(shop.api().send(shopper.addingJson(bad.json))).expect(refusal(422));
    shopper.expectItems("the cart as it was", "tea");
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
      claim = "a body that is no JSON is refused",
      proves = ERROR_HANDLING)
  void noJsonIsRefused(Shop shop) {
    Shopper shopper = shop.enter().filled("tea");
    shop.api().send(shopper.addingJson("{\"sku\":")).expect(refusal(400));
  }

  @Must(
      id = "stateful-stateless.cart.parallel",
      claim = "items that are added at the same time are all in the cart",
      proves = {STATEFULNESS, CONCURRENCY})
  void itemsAddedAtTheSameTime(Shop shop) {
    Shopper shopper = shop.enter().filled("tea");
    requireSharedCart(shopper);
    List<String> skus = IntStream.range(0, AT_ONCE).mapToObj(i -> "cake-" + i).toList();
    shop.api()
        .together(skus.stream().map(shopper::adding).toList())
        .forEach(reply -> shopper.learning(reply).require(status(200, 201)));
    expectAll(skus, shopper);
  }

  /// Where the cart travels with the client, what is added at the same time is added to copies.
  static void requireSharedCart(Shopper shopper) {
    if (shopper.credentials().wereRenewed()) {
      throw VerdictException.notApplicable(
          "the shop renews what the client brings, so its cart may travel with the client");
    }
  }

  /// The cart holds `tea` and all of these, in any order.
  static void expectAll(List<String> skus, Shopper shopper) {
    List<String> items = shopper.items();
    List<String> missing = skus.stream().filter(sku -> !items.contains(sku)).toList();
    if (!missing.isEmpty() || items.size() != skus.size() + 1) {
      throw VerdictException.violates(
          "each of %d items once in the cart".formatted(skus.size() + 1),
          "%d items; missing: %s".formatted(items.size(), missing));
    }
  }
}
