import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A server that takes events and tells nobody. */
public class Main {

  static final AtomicInteger LAST_ID = new AtomicInteger();

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // answers go out at once
    String host = System.getenv().getOrDefault("HOST", "127.0.0.1");
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 128);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", Main::serve);
    server.start();
  }

  static void serve(HttpExchange exchange) throws IOException {
    try {
      String[] parts = (exchange.getRequestURI().getPath() + "///").split("/", -1);
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (exchange.getRequestMethod() + " " + parts[1] + "/" + parts[3]) {
        case "GET /" -> answer(exchange, 200, Map.of("name", "news"));
        case "POST rooms/events" -> answer(exchange, 201, post(parts[2], Json.read(body)));
        default -> answer(exchange, 404, Map.of("title", "Not Found", "status", 404));
      }
    } catch (Exception e) {
      e.printStackTrace();
      answer(exchange, 500, Map.of("title", "Internal Server Error", "status", 500));
    }
  }

  static Map<String, ?> post(String room, Map<String, Object> event) {
    String id = String.valueOf(LAST_ID.incrementAndGet());
    return Map.of("id", id, "text", event.get("text"));
  }

  static void answer(HttpExchange exchange, int status, Map<String, ?> json) throws IOException {
    byte[] body = Json.write(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
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
