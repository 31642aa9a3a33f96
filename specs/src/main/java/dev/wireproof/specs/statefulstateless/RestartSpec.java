package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.engine.verdict.VerdictException;

/// The litmus test: kill the server while its clients are idle, start it again, and see whether
/// they can go on.
class RestartSpec {

  private static final String UP_AGAIN = "the server up again";

  @Must(
      id = "stateful-stateless.restart.login",
      claim = "a login outlives a restart of a stateless server",
      proves = {STATEFULNESS, RESUMPTION},
      safety = LAB,
      needs = "stateless")
  void loginOutlivesARestart(Shop shop, ServerControl server) {
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    server.kill();
    server.expectStart(UP_AGAIN);
    shopper.getCart().expect(status(200));
  }

  @Must(
      id = "stateful-stateless.restart.cart",
      claim = "a cart outlives a restart of a stateless server, and can be filled further",
      proves = {STATEFULNESS, RESUMPTION},
      safety = LAB,
      needs = "stateless")
  void cartOutlivesARestart(Shop shop, ServerControl server) {
    Shopper shopper = shop.requireLogin().requireAdded("cake", "milk");
    server.kill();
    server.expectStart(UP_AGAIN);
    shopper.requireAdded("tea");
    shopper.expectCart("the cart from before the restart, and the new item", "cake", "milk", "tea");
  }

  @Observes(
      id = "stateful-stateless.restart.shown",
      claim = "what a restart leaves of a login and its cart",
      proves = {STATEFULNESS, RESUMPTION},
      safety = LAB)
  void whatARestartLeaves(Shop shop, ServerControl server, Observation observation) {
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    server.kill();
    server.expectStart(UP_AGAIN);
    observation.is("after a restart " + found(shopper.getCart()));
  }

  /// What a client finds that was logged in and had something in its cart.
  ///
  /// @throws VerdictException when its cart is answered with another status than 200 or 401:
  ///   nothing can be said
  static String found(Reply reply) {
    if (reply.status() == 401) {
      return "the client is unknown: its login was in the memory of the process";
    }
    return Shopper.items(reply.require(status(200))).isEmpty()
        ? "the client is known, and its cart is empty: that was in the memory of the process"
        : "the client goes on: nothing of it was in the memory of the process alone";
  }
}
