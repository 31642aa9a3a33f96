package dev.wireproof.reference.statefulstateless;

import static dev.wireproof.reference.statefulstateless.StateFault.ADDED_BEFORE_CHECKED;
import static dev.wireproof.reference.statefulstateless.StateFault.ADDED_WITH_200;
import static dev.wireproof.reference.statefulstateless.StateFault.CART_KEPT_WITH_THE_CONNECTION;
import static dev.wireproof.reference.statefulstateless.StateFault.COOKIE_FOR_SCRIPTS;
import static dev.wireproof.reference.statefulstateless.StateFault.EMPTY_CART_IS_404;
import static dev.wireproof.reference.statefulstateless.StateFault.LOGIN_IS_201;
import static dev.wireproof.reference.statefulstateless.StateFault.NO_JSON_IS_500;
import static dev.wireproof.reference.statefulstateless.StateFault.PROBLEMS_AS_JSON;
import static dev.wireproof.reference.statefulstateless.StateFault.REFUSES_WITHOUT_A_WORD;
import static dev.wireproof.reference.statefulstateless.StateFault.SKU_UNCHECKED;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import dev.wireproof.reference.web.Router;
import dev.wireproof.reference.web.WebBased;
import dev.wireproof.reference.web.WebServer;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/// A shop with a login and a cart. Each request brings all that this process needs to know of its
/// user; what is in the cart is where every instance finds it.
final class ShopServer implements WebBased {

  private static final int LONGEST_SKU = 64;

  private final Set<StateFault> faults;
  private final Sessions sessions;
  private final Carts carts;
  private final WebServer web;

  /// What a user saw on a connection before, where it is kept.
  private final Map<Object, List<String>> seen = Collections.synchronizedMap(new WeakHashMap<>());

  private ShopServer(Environment environment, Set<StateFault> faults) throws IOException {
    this.faults = faults;
    this.sessions = new Sessions(new SessionTokens(environment.secret(), faults), faults);
    this.carts = new Carts(environment.stateDirOrTemporary(), faults);
    var routes =
        new Router("stateful-stateless")
            .on("POST", "/login", refusing(this::login))
            .on("POST", "/cart/items", refusing(this::add))
            .on("GET", "/cart", refusing(this::show));
    this.web =
        WebServer.start(
            environment,
            routes.endingOnCutJson(has(StateFault.ENDS_ON_CUT_JSON), this::close),
            carts::close);
  }

  static ShopServer start(Environment environment, Set<StateFault> faults) throws IOException {
    return new ShopServer(environment, faults);
  }

  private void login(Exchange exchange) throws IOException, Problem {
    String token = sessions.begin(exchange);
    String attributes = "; Path=/; SameSite=Lax" + (has(COOKIE_FOR_SCRIPTS) ? "" : "; HttpOnly");
    exchange.respond(
        has(LOGIN_IS_201) ? 201 : 200,
        Map.of("user", exchange.request().json().getOrDefault("user", "")),
        "Set-Cookie: " + Sessions.COOKIE + "=" + token + attributes);
  }

  private void add(Exchange exchange) throws IOException, Problem {
    if (has(ADDED_BEFORE_CHECKED)) {
      var claimed = sessions.claimed(exchange);
      if (claimed.isPresent()) {
        carts.add(claimed.get().cart(), sku(exchange.request()));
      }
    }
    Login login = sessions.required(exchange);
    String sku = sku(exchange.request());
    List<String> items =
        has(ADDED_BEFORE_CHECKED) ? carts.items(login.cart()) : carts.add(login.cart(), sku);
    exchange.respond(has(ADDED_WITH_200) ? 200 : 201, cart(login, items));
  }

  private String sku(Request request) throws Problem {
    try {
      if (has(SKU_UNCHECKED)) {
        return String.valueOf(request.json().get("sku"));
      }
      String sku = request.text("sku");
      if (sku.isEmpty() || sku.codePointCount(0, sku.length()) > LONGEST_SKU) {
        throw new Problem(422, "“sku” is to have 1 to " + LONGEST_SKU + " characters.");
      }
      return sku;
    } catch (Problem problem) {
      throw has(NO_JSON_IS_500) && problem.status() == 400
          ? new Problem(500, "The body could not be parsed.")
          : problem;
    }
  }

  private void show(Exchange exchange) throws IOException, Problem {
    Login login = sessions.required(exchange);
    List<String> items = carts.look(login.cart());
    if (has(CART_KEPT_WITH_THE_CONNECTION)) {
      List<String> before = seen.putIfAbsent(exchange.connection(), items);
      items = before == null ? items : before;
    }
    if (has(EMPTY_CART_IS_404) && items.isEmpty()) {
      throw new Problem(404, "There is no cart.");
    }
    exchange.respond(200, cart(login, items));
  }

  private static Map<String, Object> cart(Login login, List<String> items) {
    var json = new LinkedHashMap<String, Object>();
    json.put("user", login.user());
    json.put("items", items);
    return json;
  }

  /// The web server sends a refusal as it should be; a fault changes that.
  private Handler refusing(Handler handler) {
    return handler.refusing(has(REFUSES_WITHOUT_A_WORD), has(PROBLEMS_AS_JSON));
  }

  private boolean has(StateFault fault) {
    return faults.contains(fault);
  }

  @Override
  public WebServer web() {
    return web;
  }
}
