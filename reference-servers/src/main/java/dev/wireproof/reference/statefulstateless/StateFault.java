package dev.wireproof.reference.statefulstateless;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// What a shop gets wrong.
enum StateFault implements Fault {
  LOGIN_IS_201("Answers a login with 201.", "login.answer"),
  COOKIE_FOR_SCRIPTS("Sets its cookie without HttpOnly.", "login.http-only"),
  USER_UNCHECKED("Takes any user.", "login.refused"),
  SESSION_ADOPTED(
      "Takes the session id that a client brings to its login, wherever it comes from.",
      "login.not-adopted"),
  ADDED_WITH_200("Answers a new item with 200.", "cart.added"),
  EMPTY_CART_IS_404("Has no cart for who has not put anything into it.", "cart.empty"),
  EACH_ITEM_ONCE("Keeps the items of a cart in a sorted set.", "cart.order", "instance.cart"),
  EMPTIED_WHEN_READ(
      "Empties the cart when it has shown it.",
      "cart.get-is-safe",
      "connection.another",
      "instance.cart",
      "instance.same-answers",
      "instance.parallel",
      "connection.interleaved"),
  CART_OF_THE_NAME_IN_LOWER_CASE(
      "Finds the cart by the user's name, and does not look at upper and lower case.", "cart.own"),
  CART_OF_THE_NAME_CUT("Finds the cart by the first 24 characters of the user's name.", "cart.own"),
  SKU_UNCHECKED("Takes anything for a sku.", "cart.refused"),
  NO_JSON_IS_500("Answers 500 to what is not JSON.", "cart.no-json"),
  KEPT_IN_LATIN_1("Keeps its carts in Latin-1.", "cart.characters"),
  READ_CHANGED_WRITTEN(
      "Reads the cart, adds an item and writes the cart, without a lock.",
      "cart.parallel",
      "instance.parallel"),
  NOBODY_HAS_A_CART(
      "Shows a common cart to a request without a cookie.",
      "unauthorized.without",
      "connection.nobody"),
  UNKNOWN_IS_NEW(
      "Makes a new session for a cookie that it does not know.",
      "unauthorized.invented",
      "unauthorized.changed",
      "unauthorized.forged",
      "login.not-adopted"),
  NOT_VERIFIED(
      "Decodes the token and does not look at its signature.",
      "unauthorized.changed",
      "unauthorized.forged"),
  SIGNATURE_COMPARED_IN_PART(
      "Compares the first eight characters of the signature.", "unauthorized.changed"),
  ALGORITHM_AS_THE_TOKEN_SAYS(
      "Checks the signature as the token itself says, and “none” needs no signature.",
      "unauthorized.forged"),
  ADDED_BEFORE_CHECKED(
      "Adds the item first, and looks at the signature then.", "unauthorized.changes-nothing"),
  CHALLENGE_MISSING("Sends 401 without WWW-Authenticate.", "unauthorized.challenge"),
  REFUSES_WITHOUT_A_WORD(
      "Ends the connection without an answer where it should refuse.",
      "cart.refused",
      "cart.no-json",
      "login.refused"),
  PROBLEMS_AS_JSON("Sends errors as application/json.", "unauthorized.problem"),
  USER_OF_THE_CONNECTION(
      "Remembers the user of a connection, for requests without a cookie.", "connection.nobody"),
  FIRST_USER_STAYS(
      "Takes all requests on a connection for those of its first user.",
      "connection.interleaved",
      "connection.nobody"),
  CART_KEPT_WITH_THE_CONNECTION(
      "Keeps a copy of the cart with each connection.",
      "connection.another",
      "connection.interleaved"),
  KEY_OF_THE_PROCESS(
      "Signs with a key that it makes up when it starts.",
      "restart.login",
      "instance.login",
      "restart.shown",
      "instance.shown"),
  CARTS_IN_MEMORY(
      "Keeps its carts in memory.",
      "restart.cart",
      "instance.cart",
      "instance.same-answers",
      "instance.parallel",
      "restart.shown",
      "instance.shown"),
  CART_READ_ONCE(
      "Reads a cart once, and then answers from memory.", "instance.cart", "instance.parallel"),
  LOCKED_IN_THE_PROCESS(
      "Changes carts under a lock, which the other instance knows nothing of.",
      "instance.parallel"),
  ENDS_ON_CUT_JSON(
      "Ends when a JSON text stops before the value of a member.", "robustness.survives");

  private final String description;
  private final Set<String> kills;

  StateFault(String description, String... kills) {
    this.description = description;
    this.kills = Fault.rules("stateful-stateless", kills);
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Set<String> kills() {
    return kills;
  }
}
