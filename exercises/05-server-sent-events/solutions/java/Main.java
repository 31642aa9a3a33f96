import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rooms whose events are told as they happen. */
public class Main {

  static final Pattern PATH = Pattern.compile("/rooms/([A-Za-z0-9_-]{1,64})/(events|stream)");
  static final int LONGEST = 65_536;
  static final int HEARTBEAT_MILLIS = 400;
  static final Map<String, Room> ROOMS = new ConcurrentHashMap<>();
  static final AtomicInteger OPEN_STREAMS = new AtomicInteger();

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    String host = System.getenv().getOrDefault("HOST", "127.0.0.1");
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 256);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", Main::serve);
    server.start();
  }

  /** An event; its number is its place in the room, from 1, and its id. */
  record Event(long number, String text) {
    String lines() {
      StringBuilder lines = new StringBuilder("id: " + number + "\n");
      for (String line : text.split("\r\n|\r|\n", -1)) {
        lines.append("data: ").append(line).append('\n');
      }
      return lines.append('\n').toString();
    }
  }

  /** The last events of a room. */
  static class Room {
    private final Deque<Event> kept = new ArrayDeque<>();
    private long last;

    synchronized Event post(String text) {
      Event event = new Event(++last, text);
      kept.addLast(event);
      if (kept.size() > 1000) {
        kept.removeFirst();
      }
      notifyAll();
      return event;
    }

    /** The place where a stream begins. */
    synchronized long place(String lastId) {
      if (lastId == null || lastId.isEmpty()) {
        return last;
      }
      boolean known = lastId.matches("[1-9][0-9]{0,15}") && Long.parseLong(lastId) <= last;
      return known ? Long.parseLong(lastId) : 0;
    }

    /** What is behind a place, as soon as there is something; nothing after the heartbeat. */
    synchronized List<Event> await(long place) throws InterruptedException {
      if (last <= place) {
        wait(HEARTBEAT_MILLIS);
      }
      return kept.stream().filter(event -> event.number() > place).collect(Collectors.toList());
    }
  }

  static class Refusal extends Exception {
    final int status;

    Refusal(int status, String title) {
      super(title);
      this.status = status;
    }
  }

  static void serve(HttpExchange exchange) throws IOException {
    try {
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      Matcher room = PATH.matcher(path);
      if (path.equals("/")) {
        answer(exchange, 200, Map.of("name", "rooms"));
      } else if (path.equals("/_lab/stats")) {
        answer(exchange, 200, Map.of("openStreams", OPEN_STREAMS.get()));
      } else if (!room.matches()) {
        throw new Refusal(404, "Not Found");
      } else if (room.group(2).equals("events")) {
        only("POST", exchange);
        post(exchange, room(room));
      } else {
        only("GET", exchange);
        stream(exchange, room(room));
      }
    } catch (Refusal refusal) {
      refuse(exchange, refusal.status, refusal.getMessage());
    } catch (IOException e) {
      exchange.close(); // the client has left
    } catch (Exception e) {
      e.printStackTrace();
      refuse(exchange, 500, "Internal Server Error");
    }
  }

  static Room room(Matcher path) {
    return ROOMS.computeIfAbsent(path.group(1), name -> new Room());
  }

  static void only(String method, HttpExchange exchange) throws Refusal {
    if (!exchange.getRequestMethod().equals(method)) {
      exchange.getResponseHeaders().set("Allow", method);
      throw new Refusal(405, "Method Not Allowed");
    }
  }

  static void post(HttpExchange exchange, Room room) throws IOException, Refusal {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Object text;
    try {
      text = Json.read(body).get("text");
    } catch (RuntimeException e) {
      throw new Refusal(400, "Bad Request");
    }
    if (!(text instanceof String said) || said.isEmpty() || said.length() > 2 * LONGEST) {
      throw new Refusal(422, "Unprocessable Content");
    }
    Event event = room.post(said);
    answer(exchange, 201, Map.of("id", Long.toString(event.number()), "text", said));
  }

  static void stream(HttpExchange exchange, Room room) throws IOException, InterruptedException {
    long place = room.place(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
    OPEN_STREAMS.incrementAndGet();
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      write(out, "retry: 1000\n\n");
      while (true) {
        List<Event> news = room.await(place);
        if (news.isEmpty()) {
          write(out, ": heartbeat\n\n");
        }
        for (Event event : news) {
          write(out, event.lines());
          place = event.number();
        }
      }
    } finally {
      OPEN_STREAMS.decrementAndGet();
      exchange.close();
    }
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  static void refuse(HttpExchange exchange, int status, String title) throws IOException {
    send(exchange, status, "application/problem+json", Map.of("title", title, "status", status));
  }

  static void answer(HttpExchange exchange, int status, Map<String, ?> json) throws IOException {
    send(exchange, status, "application/json", json);
  }

  static void send(HttpExchange exchange, int status, String type, Map<String, ?> json)
      throws IOException {
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
