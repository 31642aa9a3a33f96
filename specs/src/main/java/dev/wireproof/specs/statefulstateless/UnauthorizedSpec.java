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
import dev.wireproof.wire.http1.Http1Request;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Whoever does not bring what the shop gave to somebody is nobody.
class UnauthorizedSpec {

  /// What somebody may ask for.
  enum ScoredSpec implements Case {
    CART(Shopper::looking),
    ITEM(shopper -> shopper.adding("cake"));

    private final Function<Shopper, Http1Request> request;

    ScoredSpec(Function<Shopper, Http1Request> request) {
      this.request = request;
    }
  }

  @Must(
      id = "stateful-stateless.unauthorized.without",
      claim = "without cookie or token there is no cart",
      proves = CONFIDENTIALITY,
      cases = ScoredSpec.class)
  void nobodyHasNoCart(Shop shop, ScoredSpec asked) {
    Shopper shopper = shop.enter().filled("tea");
    ask(shop, shopper.with(new Credentials()), asked).expect(status(401));
  }

  private static Reply ask(Shop shop, Shopper shopper, ScoredSpec asked) {
    return shop.api().send(asked.request.apply(shopper));
  }

  @Must(
      id = "stateful-stateless.unauthorized.invented",
      claim = "an invented cookie or token is nobody's",
      proves = CONFIDENTIALITY,
      cases = ScoredSpec.class)
  void inventedIsNobodys(Shop shop, ScoredSpec asked) {
    Shopper shopper = shop.enter().filled("tea");
    Credentials invented =
        shopper.credentials().bent(_ -> shop.api().fresh("invented"), "nothing was given");
    ask(shop, shopper.with(invented), asked).expect(status(401));
  }

  @Must(
      id = "stateful-stateless.unauthorized.changed",
      claim = "a cookie or token with one other character is nobody's",
      proves = CONFIDENTIALITY,
      cases = Place.class)
  void changedIsNobodys(Shop shop, Place place) {
    Shopper shopper = shop.enter().filled("tea");
    shopper
        .with(shopper.credentials().bent(place.change, "what the shop gives has one part"))
        .look()
        .expect(status(401));
  }

  /// Which character is another one.
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
      claim = "a token whose signature is none, or another's, is nobody's",
      source = "contract I; RFC 8725 §3.1",
      proves = CONFIDENTIALITY,
      cases = Forgery.class)
  void forgedIsNobodys(Shop shop, Forgery forgery) {
    Shopper shopper = shop.enter().filled("tea");
    Credentials another = shop.enter().credentials();
    Credentials own = shopper.credentials();
    Credentials forged =
        own.bent(
            value ->
                own.likeThat(value, another)
                    .map(theirs -> forgery.how.apply(value, theirs))
                    .orElse(value),
            "what the shop gives is no token with a signature");
    shopper.with(forged).look().expect(status(401));
  }

  /// How a token is made by who has no secret: of one's own and of another's.
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
      claim = "who is nobody does not change a cart",
      proves = {CONFIDENTIALITY, STATEFULNESS})
  void nobodyChangesNothing(Shop shop) {
    Shopper shopper = shop.enter().filled("tea");
    Credentials changed =
        shopper.credentials().bent(Tampering::inItsSignature, "nothing was given");
    shopper.with(changed).add("cake").require(status(401));
    shopper.expectItems("the cart without what nobody added", "tea");
  }

  @Must(
      id = "stateful-stateless.unauthorized.challenge",
      claim = "401 says how to become somebody",
      rfc = "9110#15.5.2",
      proves = ERROR_HANDLING,
      safety = Safety.POLITE)
  void unauthorizedSaysHow(Shop shop) {
    shop.api().get("/cart").require(status(401)).expectField("WWW-Authenticate");
  }

  @Must(
      id = "stateful-stateless.unauthorized.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING,
      safety = Safety.POLITE)
  void refusalIsAProblem(Shop shop) {
    shop.api().get("/cart").require(status(401)).expect(Replies.problem(401));
  }
}
