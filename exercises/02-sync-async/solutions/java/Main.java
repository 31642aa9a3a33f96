import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A thread for each request, and calls that do not wait for each other. */
public class Main {

  /** Its parties are the requests in flight, and the end. */
  static final Phaser IN_FLIGHT = new Phaser(1);

  static final String UPSTREAM = System.getenv("UPSTREAM");
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  static final List<Map<String, Object>> RECORDS = new ArrayList<>();
  static FileChannel log;

  public static void main(String[] args) throws Exception {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    openLog(Path.of(System.getenv("STATE_DIR"), "log"));
    String host = System.getenv("HOST");
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 256);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", Main::serve);
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(server)));
  }

  static class Refusal extends RuntimeException {
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
      String query = exchange.getRequestURI().getRawQuery();
      switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
        case "GET /" -> answer(exchange, 200, Map.of("name", "aggregator"));
        case "GET /fanout" -> fanOut(exchange, query);
        case "GET /wait" -> answer(exchange, 200, Map.of("slow", ask("slow", query).join()));
        case "GET /compute" -> compute(exchange, query);
        case "GET /log" -> answer(exchange, 200, Map.of("records", records()));
        case "POST /log" -> add(exchange, query);
        default -> throw new Refusal(404, "there is nothing here");
      }
    } catch (Refusal | CompletionException e) {
      int status = e instanceof Refusal refusal ? refusal.status : 502;
      respond(
          exchange,
          status,
          "application/problem+json",
          Map.of("title", String.valueOf(e.getMessage()), "status", status));
    } catch (Exception e) {
      e.printStackTrace();
      respond(exchange, 500, "text/plain", "sorry");
    } finally {
      IN_FLIGHT.arriveAndDeregister();
    }
  }

  static void fanOut(HttpExchange exchange, String query) throws IOException {
    Map<String, CompletableFuture<String>> asked = new LinkedHashMap<>();
    for (String name : List.of("a", "b", "c")) {
      asked.put(name, ask(name, query));
    }
    Map<String, Object> said = new LinkedHashMap<>();
    asked.forEach((name, answer) -> said.put(name, answer.join()));
    answer(exchange, 200, said);
  }

  static CompletableFuture<String> ask(String name, String query) {
    URI uri = URI.create(UPSTREAM + "/" + name + (query == null ? "" : "?" + query));
    return CLIENT
        .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(
            response -> {
              if (response.statusCode() != 200) {
                throw new Refusal(502, "the upstream said " + response.statusCode());
              }
              return new String(response.body(), StandardCharsets.UTF_8);
            });
  }

  static void compute(HttpExchange exchange, String query) throws Exception {
    String text = parameter(query, "n", "");
    long n = text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    if (n < 1 || n > 100_000_000) {
      throw new Refusal(400, "n is 1 to 100000000");
    }
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] octets = {};
    for (long i = 0; i < n; i++) {
      octets = sha256.digest(octets);
    }
    answer(exchange, 200, Map.of("n", n, "sha256", HexFormat.of().formatHex(octets)));
  }

  static String parameter(String query, String name, String otherwise) {
    for (String pair : (query == null ? "" : query).split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return otherwise;
  }

  static void openLog(Path file) throws IOException {
    log = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    byte[] kept = Files.readAllBytes(file);
    int end = kept.length;
    while (end > 0 && kept[end - 1] != '\n') {
      end--; // a record that was cut was never answered
    }
    for (String line : new String(kept, 0, end, StandardCharsets.UTF_8).split("\n")) {
      if (!line.isEmpty()) {
        RECORDS.add(Json.read(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    log.truncate(end);
    log.position(end);
  }

  static List<Object> records() {
    synchronized (RECORDS) {
      return new ArrayList<>(RECORDS);
    }
  }

  static void add(HttpExchange exchange, String query) throws IOException {
    String sync = parameter(query, "sync", "false");
    if (!sync.matches("true|false")) {
      throw new Refusal(400, "sync is true or false");
    }
    if (!(body(exchange).get("text") instanceof String text)
        || text.isEmpty()
        || text.codePoints().count() > 65_536) {
      throw new Refusal(422, "text is 1 to 65536 characters");
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    synchronized (RECORDS) {
      entry.put("id", Integer.toString(RECORDS.size() + 1));
      entry.put("text", text);
      log.write(ByteBuffer.wrap((Json.write(entry) + "\n").getBytes(StandardCharsets.UTF_8)));
      if (sync.equals("true")) {
        log.force(false);
      }
      RECORDS.add(entry);
    }
    answer(exchange, 201, entry);
  }

  static Map<String, Object> body(HttpExchange exchange) throws IOException {
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
