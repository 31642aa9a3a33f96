import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Notes, pages of them, and uploads in parts. */
public class Main {

  static final int BODY_LIMIT = 1 << 20;
  static final String JSON = "application/json";
  static final String OCTETS = "application/octet-stream";

  static final Notes NOTES = new Notes();
  static final Map<String, Upload> UPLOADS = new ConcurrentHashMap<>();

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    String host = System.getenv("HOST");
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 256);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", Main::serve);
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
  }

  static class Refusal extends Exception {
    final int status;
    final Map<String, Object> more = new LinkedHashMap<>();

    Refusal(int status, String detail) {
      super(detail);
      this.status = status;
    }
  }

  static void serve(HttpExchange exchange) throws IOException {
    try {
      byte[] body = body(exchange.getRequestBody());
      route(exchange, body);
    } catch (Refusal refusal) {
      Map<String, Object> problem = new LinkedHashMap<>();
      problem.put("title", "Refused");
      problem.put("status", refusal.status);
      problem.put("detail", refusal.getMessage());
      problem.putAll(refusal.more);
      send(exchange, refusal.status, "application/problem+json", problem);
    } catch (RuntimeException e) {
      e.printStackTrace();
      send(exchange, 500, "application/problem+json", Map.of("title", "Oh", "status", 500));
    } finally {
      exchange.close();
    }
  }

  /** The whole body; one that is too large is read to its end and dropped. */
  static byte[] body(InputStream in) throws IOException, Refusal {
    byte[] body = in.readNBytes(BODY_LIMIT);
    if (in.read() >= 0) {
      in.transferTo(OutputStream.nullOutputStream());
      throw new Refusal(413, "the body is larger than " + BODY_LIMIT + " octets");
    }
    return body;
  }

  static void route(HttpExchange exchange, byte[] body) throws IOException, Refusal {
    String path = exchange.getRequestURI().getRawPath();
    String method = exchange.getRequestMethod().replace("HEAD", "GET");
    String[] names = path.split("/", -1);
    if (path.equals("/") && method.equals("GET")) {
      say(exchange, 200, Map.of("name", "notes"));
    } else if (path.equals("/_lab/stats")) {
      say(exchange, 200, Map.of("executed", Map.of("notes", NOTES.created())));
    } else if (path.equals("/notes")) {
      switch (method) {
        case "GET" -> page(exchange);
        case "POST" -> create(exchange, body);
        default -> throw noSuchMethod(exchange, "GET, HEAD, POST");
      }
    } else if (names.length == 3 && names[1].equals("notes")) {
      switch (method) {
        case "GET" -> show(exchange, names[2]);
        case "PUT" -> replace(exchange, names[2], body);
        case "DELETE" -> delete(exchange, names[2]);
        default -> throw noSuchMethod(exchange, "GET, HEAD, PUT, DELETE");
      }
    } else if (names.length == 5 && names[1].equals("uploads") && names[3].equals("parts")) {
      if (!method.equals("PUT")) {
        throw noSuchMethod(exchange, "PUT");
      }
      take(exchange, names[2], names[4], body);
    } else if (names.length == 4 && names[1].equals("uploads") && names[3].equals("complete")) {
      if (!method.equals("POST")) {
        throw noSuchMethod(exchange, "POST");
      }
      complete(exchange, names[2], body);
    } else if (names.length == 3 && names[1].equals("uploads")) {
      if (!method.equals("GET")) {
        throw noSuchMethod(exchange, "GET, HEAD");
      }
      say(exchange, 200, upload(names[2]).state());
    } else {
      throw new Refusal(404, "there is nothing at " + path);
    }
  }

  static Refusal noSuchMethod(HttpExchange exchange, String allowed) {
    exchange.getResponseHeaders().set("Allow", allowed);
    return new Refusal(405, "this path takes " + allowed);
  }

  static void create(HttpExchange exchange, byte[] body) throws IOException, Refusal {
    Note made = NOTES.add(text(exchange, body));
    exchange.getResponseHeaders().set("Location", "/notes/" + made.id());
    say(exchange, 201, made);
  }

  static void show(HttpExchange exchange, String id) throws IOException, Refusal {
    say(exchange, 200, NOTES.find(id));
  }

  static void replace(HttpExchange exchange, String id, byte[] body) throws IOException, Refusal {
    List<String> conditions = exchange.getRequestHeaders().get("If-Match");
    say(exchange, 200, NOTES.replace(id, text(exchange, body), conditions));
  }

  static void delete(HttpExchange exchange, String id) throws IOException, Refusal {
    NOTES.delete(id);
    exchange.sendResponseHeaders(204, -1);
  }

  static void page(HttpExchange exchange) throws IOException, Refusal {
    int limit = 20;
    long after = 0;
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      String value = URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8);
      if (parts[0].equals("limit")) {
        if (!value.matches("[1-9]\\d{0,8}")) {
          throw new Refusal(400, "limit is to be a number from 1");
        }
        limit = Math.min(100, Integer.parseInt(value));
      } else if (parts[0].equals("after")) {
        if (!value.matches("\\d{1,18}")) {
          throw new Refusal(400, "after is what next said");
        }
        after = Long.parseLong(value);
      }
    }
    List<Note> found = NOTES.behind(after, limit + 1);
    List<Note> shown = found.subList(0, Math.min(limit, found.size()));
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("notes", shown.stream().map(Note::json).collect(Collectors.toList()));
    if (found.size() > limit) {
      page.put("next", Long.toString(shown.get(limit - 1).number()));
    }
    say(exchange, 200, page);
  }

  static void take(HttpExchange exchange, String id, String part, byte[] octets)
      throws IOException, Refusal {
    int number = part.matches("\\d{1,4}") ? Integer.parseInt(part) : 0;
    if (number < 1 || number > 1000) {
      throw new Refusal(400, "parts are numbered from 1 to 1000");
    }
    checkType(exchange, OCTETS);
    UPLOADS.computeIfAbsent(id, name -> new Upload()).take(number, octets);
    exchange.sendResponseHeaders(204, -1);
  }

  static void complete(HttpExchange exchange, String id, byte[] body) throws IOException, Refusal {
    Upload upload = upload(id);
    Object parts = json(exchange, body).get("parts");
    if (!(parts instanceof Long) || (Long) parts < 1 || (Long) parts > 1000) {
      throw new Refusal(422, "parts is to be a whole number from 1 to 1000");
    }
    say(exchange, 200, upload.complete(((Long) parts).intValue()));
  }

  static Upload upload(String id) throws Refusal {
    Upload upload = UPLOADS.get(id);
    if (upload == null) {
      throw new Refusal(404, "there is no such upload");
    }
    return upload;
  }

  static void checkType(HttpExchange exchange, String wanted) throws Refusal {
    String given = exchange.getRequestHeaders().getFirst("Content-Type");
    if (given != null && !given.split(";", 2)[0].strip().equalsIgnoreCase(wanted)) {
      throw new Refusal(415, wanted + " is asked for");
    }
  }

  static Map<String, Object> json(HttpExchange exchange, byte[] body) throws Refusal {
    checkType(exchange, JSON);
    try {
      return Json.read(body);
    } catch (RuntimeException | StackOverflowError e) {
      throw new Refusal(400, "the body is no JSON object in UTF-8");
    }
  }

  static String text(HttpExchange exchange, byte[] body) throws Refusal {
    Object text = json(exchange, body).get("text");
    if (text instanceof String string
        && !string.isEmpty()
        && string.codePointCount(0, string.length()) <= 65_536) {
      return string;
    }
    throw new Refusal(422, "text is to be a text of 1 to 65536 characters");
  }

  static void say(HttpExchange exchange, int status, Note note) throws IOException {
    exchange.getResponseHeaders().set("ETag", note.etag());
    say(exchange, status, note.json());
  }

  static void say(HttpExchange exchange, int status, Map<String, ?> json) throws IOException {
    send(exchange, status, JSON, json);
  }

  static void send(HttpExchange exchange, int status, String type, Map<String, ?> json)
      throws IOException {
    byte[] body = Json.write(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  record Note(long number, int version, String text) {
    String id() {
      return Long.toString(number);
    }

    String etag() {
      return "\"" + version + "\"";
    }

    Map<String, Object> json() {
      return Map.of("id", id(), "text", text);
    }
  }

  /** By number, which is the order of creation. Each method is one step. */
  static class Notes {
    private final TreeMap<Long, Note> notes = new TreeMap<>();
    private long last;

    synchronized Note add(String text) {
      Note note = new Note(++last, 1, text);
      notes.put(last, note);
      return note;
    }

    synchronized long created() {
      return last;
    }

    synchronized Note find(String id) throws Refusal {
      Note note = id.matches("[1-9]\\d{0,17}") ? notes.get(Long.valueOf(id)) : null;
      if (note == null) {
        throw new Refusal(404, "there is no such note");
      }
      return note;
    }

    synchronized Note replace(String id, String text, List<String> conditions) throws Refusal {
      Note was = find(id);
      if (conditions != null
          && conditions.stream()
              .flatMap(line -> Arrays.stream(line.split(",")))
              .map(String::strip)
              .noneMatch(tag -> tag.equals("*") || tag.equals(was.etag()))) {
        throw new Refusal(412, "the note has changed since");
      }
      int version = was.text().equals(text) ? was.version() : was.version() + 1;
      Note now = new Note(was.number(), version, text);
      notes.put(now.number(), now);
      return now;
    }

    synchronized void delete(String id) throws Refusal {
      notes.remove(find(id).number());
    }

    synchronized List<Note> behind(long number, int most) {
      return notes.tailMap(number, false).values().stream()
          .limit(most)
          .collect(Collectors.toList());
    }
  }

  static class Upload {
    private final TreeMap<Integer, byte[]> parts = new TreeMap<>();
    private Map<String, Object> result;

    synchronized void take(int number, byte[] octets) throws Refusal {
      if (result != null) {
        throw new Refusal(409, "the upload is complete");
      }
      parts.put(number, octets);
    }

    synchronized Map<String, Object> state() {
      return Map.of(
          "parts", List.copyOf(parts.keySet()),
          "missing", missing(parts.isEmpty() ? 0 : parts.lastKey()),
          "complete", result != null);
    }

    private List<Integer> missing(int count) {
      return IntStream.rangeClosed(1, count)
          .filter(number -> !parts.containsKey(number))
          .boxed()
          .collect(Collectors.toList());
    }

    synchronized Map<String, Object> complete(int count) throws Refusal {
      if (result != null) {
        return result;
      }
      List<Integer> missing = missing(count);
      if (!missing.isEmpty()) {
        Refusal refusal = new Refusal(409, "parts are missing");
        refusal.more.put("missing", missing);
        throw refusal;
      }
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long size = 0;
        for (byte[] part : parts.headMap(count, true).values()) {
          digest.update(part);
          size += part.length;
        }
        result = Map.of("size", size, "sha256", HexFormat.of().formatHex(digest.digest()));
        return result;
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

/** JSON, which Java has no library for. {@code read} throws at what is none. */
class Json {

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Objects become maps, arrays lists, numbers Long or Double. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> read(byte[] utf8) {
    Json json = new Json(decoded(utf8));
    Object value = json.value();
    if (json.next() != 0 || !(value instanceof Map)) {
      throw new IllegalArgumentException("no JSON object");
    }
    return (Map<String, Object>) value;
  }

  private static String decoded(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("no UTF-8", e);
    }
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
