import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
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
import java.util.stream.Stream;

/** Pays once for each key. What is known of a key is one file, its claim and its record. */
public class Main {

  /** Its parties are the requests in flight, and the end. */
  static final Phaser IN_FLIGHT = new Phaser(1);

  static final String UPSTREAM = System.getenv("UPSTREAM");
  static final String INSTANCE = System.getenv("INSTANCE");
  static final Path STATE = Path.of(System.getenv("STATE_DIR"));
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public static void main(String[] args) throws Exception {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    forgetWhatWasInProgress();
    String host = System.getenv("HOST");
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 256);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", Main::serve);
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(server)));
  }

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
      String route = exchange.getRequestMethod() + " " + path;
      if (route.equals("GET /")) {
        answer(exchange, 200, Map.of("name", "payments"));
      } else if (route.equals("POST /payments")) {
        pay(exchange);
      } else if (route.equals("GET /ledger")) {
        answer(exchange, 200, Map.of("payments", ledger()));
      } else if (route.startsWith("GET /payments/")) {
        Map<String, Object> found = read(path.substring("/payments/".length()));
        if (found == null || !status(found).equals(201L)) {
          throw new Refusal(404, "there is no such payment");
        }
        answer(exchange, 200, shown(found));
      } else {
        throw new Refusal(404, "there is nothing at " + path);
      }
    } catch (Refusal refusal) {
      if (refusal.status == 409) {
        exchange.getResponseHeaders().set("Retry-After", "1");
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

  static void pay(HttpExchange exchange) throws Exception {
    String key = key(exchange);
    Map<String, Object> payment = payment(exchange);
    String id = id(key);
    Map<String, Object> record = new LinkedHashMap<>(payment);
    record.put("id", id);
    record.put("worker", INSTANCE);
    record.put("status", 0L);
    if (!claim(record)) {
      repeat(exchange, id, payment);
      return;
    }
    try {
      charge(key, payment, record);
    } catch (IOException e) {
      record.put("status", 502L);
    }
    if (status(record).equals(502L)) {
      Files.deleteIfExists(file(id));
      throw new Refusal(502, "nobody knows whether this was paid; try again");
    }
    replace(record);
    replay(exchange, record);
  }

  static void charge(String key, Map<String, Object> payment, Map<String, Object> record)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(UPSTREAM + "/charges"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", '"' + key + '"')
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(payment)))
            .build();
    HttpResponse<byte[]> charged = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    boolean known = charged.statusCode() == 201 || charged.statusCode() == 402;
    record.put("status", known ? (long) charged.statusCode() : 502L);
    if (charged.statusCode() == 201) {
      record.put("charge", Json.read(charged.body()).get("charge"));
    }
  }

  static void repeat(HttpExchange exchange, String id, Map<String, Object> payment)
      throws Exception {
    Map<String, Object> known = read(id);
    if (known == null) {
      throw new Refusal(409, "the first has just failed");
    }
    if (!known.get("amount").equals(payment.get("amount"))
        || !known.get("to").equals(payment.get("to"))) {
      throw new Refusal(422, "this key was used for another payment");
    }
    if (status(known).equals(0L)) {
      throw new Refusal(409, "the first is in progress");
    }
    replay(exchange, known);
  }

  static void replay(HttpExchange exchange, Map<String, Object> record) throws Exception {
    if (status(record).equals(402L)) {
      throw new Refusal(402, "declined");
    }
    exchange.getResponseHeaders().set("Location", "/payments/" + record.get("id"));
    answer(exchange, 201, shown(record));
  }

  static String key(HttpExchange exchange) throws Refusal {
    String field = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    String key = field == null ? "" : field;
    if (key.length() > 1 && key.startsWith("\"") && key.endsWith("\"")) {
      key = key.substring(1, key.length() - 1);
    }
    if (!key.matches("[!#-\\[\\]-~]{1,255}")) {
      throw new Refusal(400, "Idempotency-Key is missing or malformed");
    }
    return key;
  }

  static Map<String, Object> payment(HttpExchange exchange) throws Exception {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (type != null && !type.startsWith("application/json")) {
      throw new Refusal(415, "application/json is asked for");
    }
    Map<String, Object> json;
    try {
      json = Json.read(body);
    } catch (RuntimeException e) {
      throw new Refusal(400, "the body is no JSON object");
    }
    boolean rightAmount =
        json.get("amount") instanceof Long amount && amount >= 1 && amount <= 1_000_000_000;
    boolean rightPayee =
        json.get("to") instanceof String to && !to.isEmpty() && to.codePoints().count() <= 64;
    if (!rightAmount || !rightPayee) {
      throw new Refusal(422, "amount is 1 to 1000000000, to is 1 to 64 characters");
    }
    Map<String, Object> payment = new LinkedHashMap<>();
    payment.put("amount", json.get("amount"));
    payment.put("to", json.get("to"));
    return payment;
  }

  static String id(String key) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 16);
  }

  static Object status(Map<String, Object> record) {
    return record.get("status");
  }

  static Map<String, Object> shown(Map<String, Object> record) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (String name : List.of("id", "amount", "to", "charge")) {
      shown.put(name, record.get(name));
    }
    return shown;
  }

  // The store: a claim is a file that is created only where there is none; its outcome takes its
  // place in one rename.

  static Path file(String id) {
    return STATE.resolve(id + ".json");
  }

  static boolean claim(Map<String, Object> record) throws IOException {
    Path written = write(record);
    try {
      Files.createLink(file((String) record.get("id")), written);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(written);
    }
  }

  static void replace(Map<String, Object> record) throws IOException {
    Files.move(
        write(record), file((String) record.get("id")), StandardCopyOption.ATOMIC_MOVE);
  }

  static Path write(Map<String, Object> record) throws IOException {
    Path file = STATE.resolve(UUID.randomUUID() + ".new");
    Files.writeString(file, Json.write(record));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return file;
  }

  static Map<String, Object> read(String id) throws IOException {
    try {
      return Json.read(Files.readAllBytes(file(id)));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  static List<Map<String, Object>> records() throws IOException {
    List<Map<String, Object>> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(STATE)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        Map<String, Object> record = read(file.getFileName().toString().replace(".json", ""));
        if (record != null) {
          records.add(record);
        }
      }
    }
    return records;
  }

  static List<Map<String, Object>> ledger() throws IOException {
    return records().stream().filter(each -> status(each).equals(201L)).map(Main::shown).toList();
  }

  static void forgetWhatWasInProgress() throws IOException {
    for (Map<String, Object> record : records()) {
      if (status(record).equals(0L) && record.get("worker").equals(INSTANCE)) {
        Files.delete(file((String) record.get("id")));
      }
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
