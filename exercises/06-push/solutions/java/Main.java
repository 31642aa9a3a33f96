import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A server that tells what happens, on streams and at webhooks. */
public class Main {

  static final Map<String, Room> ROOMS = new ConcurrentHashMap<>();
  static final AtomicInteger LAST_HOOK = new AtomicInteger();

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    String host = System.getenv().getOrDefault("HOST", "127.0.0.1");
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 256);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", Main::serve);
    server.start();
  }

  static void serve(HttpExchange exchange) throws IOException {
    try {
      String[] parts = (exchange.getRequestURI().getPath() + "////").split("/", -1);
      byte[] body = exchange.getRequestBody().readAllBytes();
      Room room = ROOMS.computeIfAbsent(parts[2], Room::new);
      switch (exchange.getRequestMethod() + " " + parts[1] + "/" + parts[3]) {
        case "GET /" -> answer(exchange, 200, Map.of("name", "news"));
        case "POST rooms/events" -> {
          String text = text(json(body), "text", 65_536);
          answer(exchange, 201, Map.of("id", room.post(text).id(), "text", text));
        }
        case "GET rooms/stream" -> room.stream(exchange);
        case "POST rooms/hooks" -> hook(exchange, room, json(body));
        case "DELETE rooms/hooks" -> {
          if (!room.remove(parts[4])) {
            throw new Refused(404);
          }
          exchange.sendResponseHeaders(204, -1);
        }
        default -> throw new Refused(404);
      }
    } catch (Refused refused) {
      byte[] problem =
          Json.write(Map.of("title", "Refused", "status", refused.status))
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
      exchange.sendResponseHeaders(refused.status, problem.length);
      exchange.getResponseBody().write(problem);
    } finally {
      exchange.close();
    }
  }

  static Map<String, Object> json(byte[] body) {
    try {
      return Json.read(body);
    } catch (RuntimeException e) {
      throw new Refused(400);
    }
  }

  static String text(Map<String, Object> json, String name, int longest) {
    if (json.get(name) instanceof String text
        && !text.isEmpty()
        && text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    throw new Refused(422);
  }

  static void hook(HttpExchange exchange, Room room, Map<String, Object> json)
      throws IOException {
    String secret = text(json, "secret", 256);
    URI url;
    try {
      url = URI.create(text(json, "url", 2000));
    } catch (IllegalArgumentException e) {
      throw new Refused(422);
    }
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new Refused(422);
    }
    Hook hook = new Hook(String.valueOf(LAST_HOOK.incrementAndGet()), url, secret);
    room.add(hook);
    exchange
        .getResponseHeaders()
        .set("Location", "/rooms/" + room.name + "/hooks/" + hook.id);
    answer(exchange, 201, Map.of("id", hook.id, "url", url.toString()));
  }

  static void answer(HttpExchange exchange, int status, Map<String, ?> json) throws IOException {
    byte[] body = Json.write(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}

class Refused extends RuntimeException {
  final int status;

  Refused(int status) {
    this.status = status;
  }
}

record Event(String room, String id, String text) {

  String block() {
    StringBuilder block = new StringBuilder("id: " + id + "\n");
    for (String line : text.split("\r\n|\r|\n", -1)) {
      block.append("data: ").append(line).append("\n");
    }
    return block.append("\n").toString();
  }
}

class Room {
  final String name;
  private final List<BlockingQueue<Event>> streams = new ArrayList<>();
  private final Map<String, Hook> hooks = new HashMap<>();
  private int next;

  Room(String name) {
    this.name = name;
  }

  synchronized Event post(String text) {
    Event event = new Event(name, String.valueOf(++next), text);
    streams.removeIf(stream -> !stream.offer(event));
    hooks.values().forEach(hook -> hook.deliver(event));
    return event;
  }

  private synchronized void open(BlockingQueue<Event> stream) {
    streams.add(stream);
  }

  private synchronized void close(BlockingQueue<Event> stream) {
    streams.remove(stream);
  }

  private synchronized boolean isOpen(BlockingQueue<Event> stream) {
    return streams.contains(stream);
  }

  synchronized void add(Hook hook) {
    hooks.put(hook.id, hook);
  }

  synchronized boolean remove(String id) {
    Hook hook = hooks.remove(id);
    if (hook != null) {
      hook.ended = true;
    }
    return hook != null;
  }

  void stream(HttpExchange exchange) throws IOException {
    BlockingQueue<Event> events = new ArrayBlockingQueue<>(256);
    open(events);
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.write(": listening\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
      while (isOpen(events) || !events.isEmpty()) {
        out.write(events.take().block().getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(events);
    }
  }
}

class Hook {
  private static final ExecutorService TASKS = Executors.newCachedThreadPool();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final String id;
  private final URI url;
  private final String secret;
  volatile boolean ended;

  Hook(String id, URI url, String secret) {
    this.id = id;
    this.url = url;
    this.secret = secret;
  }

  void deliver(Event event) {
    TASKS.execute(() -> untilTaken(event));
  }

  private void untilTaken(Event event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("room", event.room());
    json.put("id", event.id());
    json.put("text", event.text());
    byte[] body = Json.write(json).getBytes(StandardCharsets.UTF_8);
    String delivery = UUID.randomUUID().toString();
    long delay = 200;
    try {
      for (int attempt = 0; attempt < 6 && !ended; attempt++) {
        int status = send(delivery, body);
        if (status / 100 == 2) {
          return;
        }
        ended |= status == 410;
        Thread.sleep(delay);
        delay *= 2;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int send(String delivery, byte[] body) throws InterruptedException {
    String now = String.valueOf(System.currentTimeMillis() / 1000);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((delivery + "." + now + ".").getBytes(StandardCharsets.UTF_8));
      String signature = Base64.getEncoder().encodeToString(mac.doFinal(body));
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(Duration.ofMillis(2500))
              .header("Content-Type", "application/json")
              .header("Webhook-Id", delivery)
              .header("Webhook-Timestamp", now)
              .header("Webhook-Signature", "v1," + signature)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException | GeneralSecurityException e) {
      return 0;
    }
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
