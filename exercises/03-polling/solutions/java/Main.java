import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Jobs, each with a thread of its own, and rooms with tags. */
public class Main {

  static final String UPSTREAM = System.getenv("UPSTREAM");
  static final int QUEUE_LIMIT = 100;
  static final long MOST_WAIT = 30;
  static final Pattern WAIT =
      Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:;[^,]*)?(?:,|$)");
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  static final Map<String, Job> JOBS = new ConcurrentHashMap<>();
  static final Map<String, Room> ROOMS = new ConcurrentHashMap<>();

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    String host = System.getenv("HOST");
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 512);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", Main::serve);
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
  }

  /** From its acceptance to its end. Its state only goes forwards. */
  static class Job {
    final String id = UUID.randomUUID().toString();
    final CountDownLatch ended = new CountDownLatch(1);
    final Thread thread;
    private String status = "pending";
    private byte[] result;

    Job(String input) {
      thread = new Thread(() -> run(input));
      thread.setDaemon(true);
    }

    private void run(String input) {
      byte[] output = null;
      try {
        tell("running", null);
        HttpRequest work =
            HttpRequest.newBuilder(URI.create(UPSTREAM + "/work"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(Map.of("input", input))))
                .build();
        HttpResponse<byte[]> answer = CLIENT.send(work, HttpResponse.BodyHandlers.ofByteArray());
        output = answer.statusCode() == 200 ? answer.body() : null;
      } catch (IOException | InterruptedException e) {
        // it has failed, or was cancelled
      }
      tell(output == null ? "failed" : "done", output);
      ended.countDown();
    }

    private synchronized void tell(String now, byte[] output) {
      status = now;
      result = output;
    }

    synchronized boolean isUnfinished() {
      return status.equals("pending") || status.equals("running");
    }

    synchronized byte[] result() {
      return result;
    }

    synchronized Map<String, Object> shown() {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("id", id);
      shown.put("status", status);
      shown.put("progress", result == null ? 0 : 100);
      if (result != null) {
        shown.put("result", "/jobs/" + id + "/result");
      }
      return shown;
    }
  }

  /** A title, and how often it was changed. */
  static class Room {
    private String title = "";
    private long version = 1;

    synchronized String[] state() {
      return new String[] {title, "\"v" + version + "\""};
    }

    /** Compares and writes in one step. */
    synchronized String[] change(String now, String match) throws Refusal {
      String tag = state()[1];
      if (match != null && !match.trim().equals("*") && !split(match).contains(tag)) {
        throw new Refusal(412, "the room was changed since");
      }
      title = now;
      version++;
      return state();
    }
  }

  static List<String> split(String field) {
    return List.of(field.trim().split("\\s*,\\s*"));
  }

  static class Refusal extends Exception {
    final int status;

    Refusal(int status, String detail) {
      super(detail);
      this.status = status;
    }
  }

  static void serve(HttpExchange exchange) throws IOException {
    try {
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      Matcher job = Pattern.compile("/jobs/([^/]+)(/result)?").matcher(path);
      Matcher room = Pattern.compile("/rooms/([^/]+)").matcher(path);
      if (path.equals("/")) {
        answer(exchange, 200, Map.of("name", "jobs"));
      } else if (path.equals("/jobs") && method.equals("POST")) {
        post(exchange, text(exchange, "input"));
      } else if (job.matches() && method.equals("DELETE")) {
        delete(exchange, find(job.group(1)));
      } else if (job.matches() && method.equals("GET")) {
        tell(exchange, find(job.group(1)), job.group(2) != null);
      } else if (room.matches() && method.equals("GET")) {
        show(exchange, room(room.group(1)));
      } else if (room.matches() && method.equals("PUT")) {
        String title = text(exchange, "title");
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        stated(exchange, room(room.group(1)).change(title, match));
      } else {
        throw new Refusal(404, "there is nothing at " + path);
      }
    } catch (Refusal refusal) {
      if (refusal.status == 429) {
        exchange.getResponseHeaders().set("Retry-After", "1");
      }
      Map<String, Object> problem =
          Map.of("title", refusal.getMessage(), "status", refusal.status);
      send(exchange, refusal.status, "application/problem+json", octets(problem));
    } catch (InterruptedException e) {
      exchange.close();
    }
  }

  static Room room(String name) {
    return ROOMS.computeIfAbsent(name, each -> new Room());
  }

  static Job find(String id) throws Refusal {
    Job job = JOBS.get(id);
    if (job == null) {
      throw new Refusal(404, "there is no such job");
    }
    return job;
  }

  static String text(HttpExchange exchange, String member) throws IOException, Refusal {
    Object text;
    try {
      text = Json.read(exchange.getRequestBody().readAllBytes()).get(member);
    } catch (RuntimeException e) {
      throw new Refusal(400, "the body is no JSON object");
    }
    if (text instanceof String) {
      return (String) text;
    }
    throw new Refusal(422, member + " is to be a text");
  }

  static synchronized Job accept(String input) throws Refusal {
    if (JOBS.values().stream().filter(Job::isUnfinished).count() >= QUEUE_LIMIT) {
      throw new Refusal(429, "too many jobs are unfinished");
    }
    Job job = new Job(input);
    JOBS.put(job.id, job);
    job.thread.start();
    return job;
  }

  static void post(HttpExchange exchange, String input)
      throws IOException, Refusal, InterruptedException {
    String prefer = exchange.getRequestHeaders().getFirst("Prefer");
    Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
    long seconds = wait.find() ? Math.min(Long.parseLong(wait.group(1)), MOST_WAIT) : 0;
    Job job = accept(input);
    exchange.getResponseHeaders().set("Location", "/jobs/" + job.id);
    if (job.ended.await(seconds, TimeUnit.SECONDS) && seconds > 0 && job.result() != null) {
      send(exchange, 200, "application/json", job.result());
    } else {
      exchange.getResponseHeaders().set("Retry-After", "1");
      answer(exchange, 202, job.shown());
    }
  }

  static void tell(HttpExchange exchange, Job job, boolean result) throws IOException, Refusal {
    if (result && job.result() == null) {
      throw new Refusal(404, "there is no result");
    }
    if (result) {
      send(exchange, 200, "application/json", job.result());
      return;
    }
    Map<String, Object> shown = job.shown();
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (shown.get("status").equals("pending") || shown.get("status").equals("running")) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    answer(exchange, 200, shown);
  }

  static void delete(HttpExchange exchange, Job job) throws IOException {
    JOBS.remove(job.id);
    job.thread.interrupt();
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  static void show(HttpExchange exchange, Room room) throws IOException {
    String[] state = room.state();
    String known = exchange.getRequestHeaders().getFirst("If-None-Match");
    boolean same =
        known != null
            && (known.trim().equals("*")
                || split(known).contains(state[1])
                || split(known).contains("W/" + state[1]));
    if (same) {
      exchange.getResponseHeaders().set("ETag", state[1]);
      exchange.sendResponseHeaders(304, -1);
      exchange.close();
    } else {
      stated(exchange, state);
    }
  }

  static void stated(HttpExchange exchange, String[] state) throws IOException {
    exchange.getResponseHeaders().set("ETag", state[1]);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    answer(exchange, 200, Map.of("title", state[0], "count", 0));
  }

  static byte[] octets(Object json) {
    return Json.write(json).getBytes(StandardCharsets.UTF_8);
  }

  static void answer(HttpExchange exchange, int status, Map<String, ?> json) throws IOException {
    send(exchange, status, "application/json", octets(json));
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
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
