import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A shop that signs who somebody is, and keeps carts in files, a line for each item. */
public class Main {

  /** Its parties are the requests in flight, and the end. */
  static final Phaser IN_FLIGHT = new Phaser(1);

  static final String SECRET = System.getenv("SECRET");
  static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

  /** What was said, its middle part, and the signature. */
  static final Pattern SESSION = Pattern.compile("session=([\\w-]+\\.([\\w-]+))\\.([\\w-]*)(?=;|$)");

  static final Path STATE = Path.of(System.getenv("STATE_DIR"));

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    String host = System.getenv("HOST");
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 256);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", Main::serve);
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(server)));
  }

  record Login(String user, String cart) {}

  static class Refusal extends Exception {
    final int status;

    Refusal(int status, String detail) {
      super(detail);
      this.status = status;
    }
  }

  /** Ends when what is in flight is answered: stop(n) would always take n seconds. */
  static void finish(HttpServer server) {
    try {
      IN_FLIGHT.awaitAdvanceInterruptibly(IN_FLIGHT.arrive(), 4, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // what is still in flight is cut off
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
  }

  static void serve(HttpExchange exchange) throws IOException {
    IN_FLIGHT.register();
    try {
      String path = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod() + " " + path) {
        case "GET /" -> answer(exchange, 200, Map.of("name", "shop"));
        case "POST /login" -> login(exchange);
        case "GET /cart" -> show(exchange, 200, who(exchange));
        case "POST /cart/items" -> add(exchange);
        default -> throw new Refusal(404, "there is nothing here");
      }
    } catch (Refusal refusal) {
      if (refusal.status == 401) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      }
      respond(
          exchange,
          refusal.status,
          "application/problem+json",
          Map.of("title", refusal.getMessage(), "status", refusal.status));
    } catch (Exception e) {
      e.printStackTrace();
      respond(exchange, 500, "text/plain", "sorry");
    } finally {
      IN_FLIGHT.arriveAndDeregister();
    }
  }

  static void login(HttpExchange exchange) throws Exception {
    if (!(body(exchange).get("user") instanceof String user)
        || !user.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new Refusal(422, "user is 1 to 64 letters, digits, - and _");
    }
    String said = HEADER + "." + encode(Json.write(Map.of("user", user, "cart", newCart())));
    String cookie = "session=" + said + "." + signature(said) + "; Path=/; HttpOnly";
    exchange.getResponseHeaders().set("Set-Cookie", cookie);
    answer(exchange, 200, Map.of("user", user));
  }

  static String newCart() {
    return UUID.randomUUID().toString();
  }

  static void add(HttpExchange exchange) throws Exception {
    Login login = who(exchange);
    if (!(body(exchange).get("sku") instanceof String sku)
        || sku.isEmpty()
        || sku.codePoints().count() > 64) {
      throw new Refusal(422, "sku is 1 to 64 characters");
    }
    String line = Json.write(sku) + "\n";
    Files.writeString(
        file(login), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    show(exchange, 201, login);
  }

  static void show(HttpExchange exchange, int status, Login login) throws IOException {
    List<Object> items = new ArrayList<>();
    if (Files.exists(file(login))) {
      for (String line : Files.readAllLines(file(login))) {
        String wrapped = "{\"sku\":" + line + "}";
        items.add(Json.read(wrapped.getBytes(StandardCharsets.UTF_8)).get("sku"));
      }
    }
    Map<String, Object> cart = new LinkedHashMap<>();
    cart.put("user", login.user());
    cart.put("items", items);
    answer(exchange, status, cart);
  }

  static Path file(Login login) {
    return STATE.resolve(login.cart());
  }

  static Login who(HttpExchange exchange) throws Exception {
    String field = exchange.getRequestHeaders().getFirst("Cookie");
    Matcher session = SESSION.matcher(field == null ? "" : field);
    if (!session.find() || !isOurs(session.group(1), session.group(3))) {
      throw new Refusal(401, "log in first");
    }
    Map<String, Object> said = Json.read(Base64.getUrlDecoder().decode(session.group(2)));
    return new Login((String) said.get("user"), (String) said.get("cart"));
  }

  static boolean isOurs(String said, String signature) throws Exception {
    return MessageDigest.isEqual(signature(said).getBytes(), signature.getBytes());
  }

  static String signature(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return encode(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encode(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  static Map<String, Object> body(HttpExchange exchange) throws Exception {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (type != null && !type.startsWith("application/json")) {
      throw new Refusal(415, "application/json is asked for");
    }
    try {
      return Json.read(body);
    } catch (RuntimeException e) {
      throw new Refusal(400, "the body is no JSON object");
    }
  }

  static void answer(HttpExchange exchange, int status, Object json) throws IOException {
    respond(exchange, status, "application/json", json);
  }

  static void respond(HttpExchange exchange, int status, String type, Object json)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] body = Json.write(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}

/** JSON, which Java has no library for. Nothing to do here; {@code read} throws at what is none. */
class Json {

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Objects become maps, arrays lists, numbers Long or Double. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> read(byte[] utf8) {
    Json json = new Json(new String(utf8, StandardCharsets.UTF_8));
    Object value = json.value();
    if (json.next() != 0 || !(value instanceof Map)) {
      throw new IllegalArgumentException("no JSON object");
    }
    return (Map<String, Object>) value;
  }

  static String write(Object value) {
    if (value instanceof Map<?, ?> map) {
      StringJoiner members = new StringJoiner(",", "{", "}");
      map.forEach((name, member) -> members.add(write(name.toString()) + ":" + write(member)));
      return members.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
    }
    if (!(value instanceof String string)) {
      return String.valueOf(value);
    }
    StringBuilder out = new StringBuilder("\"");
    for (char c : string.toCharArray()) {
      out.append(c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : "" + c);
    }
    return out.append('"').toString();
  }

  /** The next character that is no white space; 0 at the end. */
  private char next() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean took(char wanted) {
    boolean there = next() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void take(char wanted) {
    if (!took(wanted)) {
      throw new IllegalArgumentException("expected " + wanted + " at " + at);
    }
  }

  private Object value() {
    if (took('{')) {
      Map<String, Object> map = new LinkedHashMap<>();
      while (!took('}')) {
        if (!map.isEmpty()) {
          take(',');
        }
        take('"');
        String name = string();
        take(':');
        map.put(name, value());
      }
      return map;
    }
    if (took('[')) {
      List<Object> list = new ArrayList<>();
      while (!took(']')) {
        if (!list.isEmpty()) {
          take(',');
        }
        list.add(value());
      }
      return list;
    }
    return took('"') ? string() : literal();
  }

  private Object literal() {
    next();
    Matcher word = Pattern.compile("true|false|null|-?\\d+([.eE][-+.eE\\d]*)?").matcher(text);
    if (!word.region(at, text.length()).lookingAt()) {
      throw new IllegalArgumentException("no JSON at " + at);
    }
    at = word.end();
    String found = word.group();
    boolean whole = found.matches("-?\\d{1,18}");
    return switch (found) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> whole ? (Object) Long.valueOf(found) : (Object) Double.valueOf(found);
    };
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        c = text.charAt(at++);
        if (c == 'u') {
          out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
          at += 4;
          continue;
        }
        int simple = "bfnrt".indexOf(c);
        c = simple < 0 ? c : "\b\f\n\r\t".charAt(simple);
      }
      out.append(c);
    }
    take('"');
    return out.toString();
  }
}
