package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;
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
import dev.wireproof.engine.verdict.VerdictException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Two instances behind one name: each request goes where the balancer sends it.
class InstanceSpec {

  private static final int AT_ONCE = 16;

  @Must(
      id = "stateful-stateless.instance.login",
      claim = "a login at one instance is a login at the other",
      proves = STATEFULNESS,
      safety = LAB,
      needs = "stateless")
  void loginCountsAtTheOther(Shop shop, ServerControl server) {
    Shop other = shop.on(server.instance("b"));
    Shopper shopper = shop.enter().filled("tea");
    shopper.at(other).look().expect(status(200));
  }

  @Must(
      id = "stateful-stateless.instance.cart",
      claim = "a cart that is filled by turns at two instances has all items in their order",
      proves = {STATEFULNESS, ORDERING},
      safety = LAB,
      needs = "stateless")
  void cartIsFilledByTurns(Shop shop, ServerControl server) {
    Shop other = shop.on(server.instance("b"));
    Shopper atA = shop.enter();
    Shopper atB = atA.at(other);
    atA.filled("tea");
    atB.filled("milk");
    atA.filled("cake");
    atB.filled("jam");
    String[] all = {"tea", "milk", "cake", "jam"};
    atA.expectItems("all items at the first instance", all);
    atB.expectItems("all items at the second instance", all);
  }

  @Must(
      id = "stateful-stateless.instance.same-answers",
      claim = "two instances give the same answers",
      proves = STATEFULNESS,
      safety = LAB,
      needs = "stateless")
  void instancesAnswerTheSame(Shop shop, ServerControl server) {
    Shop other = shop.on(server.instance("b"));
    Shopper atA = shop.enter().filled("tea", "cake");
    Json here = cart(atA);
    Json there = cart(atA.at(other));
    if (!here.expectMember("items").isSame(there.expectMember("items"))
        || !here.expectMember("user").isSame(there.expectMember("user"))) {
      throw VerdictException.violates("the same cart at both: " + here, there.toString());
    }
  }

  private static Json cart(Shopper shopper) {
    return shopper.look().require(status(200)).expectJson();
  }

  @Must(
      id = "stateful-stateless.instance.parallel",
      claim = "items that are added at two instances at the same time are all in the cart",
      proves = {STATEFULNESS, CONCURRENCY},
      safety = LAB,
      needs = "stateless")
  void itemsAddedAtBothAtTheSameTime(Shop shop, ServerControl server) {
    Shop other = shop.on(server.instance("b"));
    Shopper atA = shop.enter().filled("tea");
    CartSpec.requireSharedCart(atA);
    Shopper atB = atA.at(other);
    List<String> skus = IntStream.range(0, AT_ONCE).mapToObj(i -> "cake-" + i).toList();
    var begun = new ArrayList<Pending>();
    for (int i = 0; i < AT_ONCE; i++) {
      begun.add(
          i % 2 == 0
              ? shop.api().begin(atA.adding(skus.get(i)))
              : other.api().begin(atB.adding(skus.get(i))));
    }
    begun.forEach(each -> each.reply().require(status(200, 201)));
    CartSpec.expectAll(skus, atA);
    CartSpec.expectAll(skus, atB);
  }

  @Observes(
      id = "stateful-stateless.instance.shown",
      claim = "what a second instance knows of a login and its cart",
      proves = STATEFULNESS,
      safety = LAB)
  void whatTheOtherKnows(Shop shop, ServerControl server, Observation observation) {
    Shop other = shop.on(server.instance("b"));
    Shopper shopper = shop.enter().filled("tea");
    observation.is("at another instance " + RestartSpec.found(shopper.at(other).look()));
  }
}
