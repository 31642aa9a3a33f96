package dev.wireproof.specs.statefulstateless;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;

import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A request that does not carry what the shop gave to a user is unauthenticated.
class UnauthorizedSpec {

  /// The requests that need a login.
  enum Access implements Case {
    CART(Shopper::getCart),
    ITEM(shopper -> shopper.postItem("cake"));

    private final Function<Shopper, Reply> request;

    Access(Function<Shopper, Reply> request) {
      this.request = request;
    }

    Reply by(Shopper shopper) {
      return request.apply(shopper);
    }
  }

  @Must(
      id = "stateful-stateless.unauthorized.without",
      claim = "a request without a cookie or token is answered with 401",
      proves = CONFIDENTIALITY,
      cases = Access.class)
  void missingCredentialsAreRefused(Shop shop, Access access) {
    shop.requireLogin().requireAdded("tea");
    access.by(shop.anonymous()).expect(status(401));
  }

  @Must(
      id = "stateful-stateless.unauthorized.invented",
      claim = "an invented cookie or token is answered with 401",
      proves = CONFIDENTIALITY,
      cases = Access.class)
  void inventedCredentialsAreRefused(Shop shop, Access access) {
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    Credentials invented =
        shopper.credentials().requireChanged(_ -> shop.newValue(), "nothing was given");
    access.by(shopper.with(invented)).expect(status(401));
  }

  @Must(
      id = "stateful-stateless.unauthorized.changed",
      claim = "a cookie or token with one character changed is answered with 401",
      proves = CONFIDENTIALITY,
      cases = Place.class)
  void changedCredentialsAreRefused(Shop shop, Place place) {
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    Credentials changed =
        shopper.credentials().requireChanged(place.change, "what the shop gives has one part");
    shopper.with(changed).getCart().expect(status(401));
  }

  /// Which character is changed.
  enum Place implements Case {
    MIDDLE(value -> Tampering.changed(value, value.length() / 2)),
    MIDDLE_OF_THE_LAST_PART(Tampering::lastPartChanged);

    private final UnaryOperator<String> change;

    Place(UnaryOperator<String> change) {
      this.change = change;
    }
  }

  @Must(
      id = "stateful-stateless.unauthorized.forged",
      claim = "a token without a signature, or with another token's, is answered with 401",
      source = "contract I; RFC 8725 §3.1",
      proves = CONFIDENTIALITY,
      cases = Forgery.class)
  void forgedCredentialsAreRefused(Shop shop, Forgery forgery) {
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    Credentials another = shop.requireLogin().credentials();
    Credentials forged = shopper.credentials().requireForged(forgery.how, another);
    shopper.with(forged).getCart().expect(status(401));
  }

  /// How an attacker without the secret makes a token of two that the shop has given.
  enum Forgery implements Case {
    NONE_ALGORITHM((own, _) -> Tampering.unsigned(own)),
    SIGNATURE_LEFT_OUT((own, _) -> Tampering.withLastPart(own, "")),
    SIGNATURE_OF_ANOTHER((own, theirs) -> Tampering.withLastPartOf(own, theirs));

    private final BinaryOperator<String> how;

    Forgery(BinaryOperator<String> how) {
      this.how = how;
    }
  }

  @Must(
      id = "stateful-stateless.unauthorized.changes-nothing",
      claim = "an unauthenticated request does not change any cart",
      proves = {CONFIDENTIALITY, STATEFULNESS})
  void unauthenticatedRequestChangesNothing(Shop shop) {
    Shopper shopper = shop.requireLogin().requireAdded("tea");
    Credentials changed =
        shopper.credentials().requireChanged(Tampering::inItsSignature, "nothing was given");
    shopper.with(changed).postItem("cake").require(status(401));
    shopper.expectCart("the cart without the item of the unauthenticated request", "tea");
  }

  @Must(
      id = "stateful-stateless.unauthorized.challenge",
      claim = "a 401 says in WWW-Authenticate how to authenticate",
      rfc = "9110#15.5.2",
      proves = ERROR_HANDLING,
      safety = Safety.POLITE)
  void unauthorizedCarriesAChallenge(Shop shop) {
    shop.anonymous().getCart().require(status(401)).expectField("WWW-Authenticate");
  }

  @Must(
      id = "stateful-stateless.unauthorized.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING,
      safety = Safety.POLITE)
  void refusalIsAProblem(Shop shop) {
    shop.anonymous().getCart().require(status(401)).expect(Replies.problem(401));
  }
}
