package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Two instances behind a load balancer: any request may reach either.
class InstanceSpec {

  private static final int AT_ONCE = 16;

  @Must(
      id = "stateful-stateless.instance.login",
      claim = "a login at one instance holds at the other",
      proves = STATEFULNESS,
      safety = LAB,
      needs = "stateless")
  void loginHoldsAtTheOther(Shop shop, ServerControl server) {
    Shop other = shop.at(server.instance("b"));
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    shopper.at(other).getCart().expect(status(200));
  }

  @Must(
      id = "stateful-stateless.instance.cart",
      claim = "a cart that is filled at two instances in turn has all items in their order",
      proves = {STATEFULNESS, ORDERING},
      safety = LAB,
      needs = "stateless")
  void cartIsFilledInTurn(Shop shop, ServerControl server) {
    Shop other = shop.at(server.instance("b"));
    Shopper atA = shop.requireLogin();
    Shopper atB = atA.at(other);
    atA.requireAdded("tea");
    atB.requireAdded("milk");
    atA.requireAdded("cake");
    atB.requireAdded("jam");
    String[] all = {"tea", "milk", "cake", "jam"};
    atA.expectCart("all items at the first instance", all);
    atB.expectCart("all items at the second instance", all);
  }

  @Must(
      id = "stateful-stateless.instance.same-answers",
      claim = "two instances show the same cart",
      proves = STATEFULNESS,
      safety = LAB,
      needs = "stateless")
  void instancesShowTheSameCart(Shop shop, ServerControl server) {
    Shop other = shop.at(server.instance("b"));
    Shopper atA = shop.requireLogin().requireAdded("tea", "cake");
    Json cart = atA.getCart().require(status(200)).json();
    atA.at(other)
        .getCart()
        .require(status(200))
        .expectJson(json("items").is(cart.get("items")), json("user").is(cart.get("user")));
  }

  @Must(
      id = "stateful-stateless.instance.parallel",
      claim = "items that are added at two instances at the same time are all in the cart",
      proves = {STATEFULNESS, CONCURRENCY},
      safety = LAB,
      needs = "stateless")
  void itemsAddedAtBothAtTheSameTime(Shop shop, ServerControl server) {
    Shop other = shop.at(server.instance("b"));
    Shopper atA = shop.requireLogin().requireAdded("tea");
    atA.requireCartAtTheShop();
    Shopper atB = atA.at(other);
    List<String> skus = IntStream.range(0, AT_ONCE).mapToObj(i -> "cake-" + i).toList();
    var begun = new ArrayList<Pending>();
    for (int i = 0; i < AT_ONCE; i++) {
      begun.add((i % 2 == 0 ? atA : atB).beginPostItem(skus.get(i)));
    }
    begun.forEach(each -> each.reply().require(status(200, 201)));
    List<String> all = Stream.concat(Stream.of("tea"), skus.stream()).toList();
    atA.expectCartInAnyOrder(all);
    atB.expectCartInAnyOrder(all);
  }

  @Observes(
      id = "stateful-stateless.instance.shown",
      claim = "what a second instance knows of a login and its cart",
      proves = STATEFULNESS,
      safety = LAB)
  void whatTheOtherKnows(Shop shop, ServerControl server, Observation observation) {
    Shop other = shop.at(server.instance("b"));
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    observation.is("at another instance " + RestartSpec.found(shopper.at(other).getCart()));
  }
}
