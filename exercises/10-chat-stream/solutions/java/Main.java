import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Passes on what a model says, token by token. */
public class Main {

  static final String UPSTREAM = System.getenv().getOrDefault("UPSTREAM", "http://127.0.0.1:9000");
  static final int HEARTBEAT_MILLIS = 400;
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    String host = System.getenv().getOrDefault("HOST", "127.0.0.1");
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 256);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", Main::serve);
    server.start();
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
      if (path.equals("/")) {
        send(exchange, 200, "application/json", Map.of("name", "chat"));
      } else if (!path.equals("/v1/chat/completions")) {
        throw new Refusal(404, "Not Found");
      } else if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        throw new Refusal(405, "Method Not Allowed");
      } else {
        complete(exchange);
      }
    } catch (Refusal refusal) {
      var problem = Map.of("title", refusal.getMessage(), "status", refusal.status);
      send(exchange, refusal.status, "application/problem+json", problem);
    } catch (IOException e) {
      exchange.close(); // the reader has left
    } catch (Exception e) {
      e.printStackTrace();
      exchange.close();
    }
  }

  static void complete(HttpExchange exchange) throws Exception {
    byte[] asked = exchange.getRequestBody().readAllBytes();
    Map<String, Object> question = checked(asked);
    try (InputStream lines = ask(asked)) {
      Answer answer = new Answer((String) question.get("model"));
      if (Boolean.TRUE.equals(question.get("stream"))) {
        stream(exchange, lines, answer);
      } else {
        whole(exchange, lines, answer);
      }
    }
  }

  static Map<String, Object> checked(byte[] body) throws Refusal {
    Map<String, Object> question;
    try {
      question = Json.read(body);
    } catch (RuntimeException e) {
      throw new Refusal(400, "Bad Request");
    }
    boolean right =
        question.get("model") instanceof String
            && question.getOrDefault("stream", false) instanceof Boolean
            && question.get("messages") instanceof List<?> messages
            && !messages.isEmpty()
            && messages.stream().allMatch(Main::isMessage);
    if (!right) {
      throw new Refusal(422, "Unprocessable Content");
    }
    return question;
  }

  static boolean isMessage(Object message) {
    return message instanceof Map<?, ?> members
        && members.get("role") instanceof String
        && members.get("content") instanceof String;
  }

  static InputStream ask(byte[] body) throws Refusal, InterruptedException {
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(UPSTREAM + "/tokens"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<InputStream> answer =
          CLIENT.send(call, HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      answer.body().close();
    } catch (IOException e) {
      // told below
    }
    throw new Refusal(502, "Bad Gateway");
  }

  static void whole(HttpExchange exchange, InputStream body, Answer answer) throws Exception {
    StringBuilder content = new StringBuilder();
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        content.append(Json.parse(line));
      }
    } catch (IOException e) {
      throw new Refusal(502, "Bad Gateway");
    }
    var message = Map.of("role", "assistant", "content", content.toString());
    send(
        exchange, 200, "application/json", answer.json("chat.completion", "message", message, "stop"));
  }

  /** What a model says, ended by one of these two. */
  static final String END = new String("end");

  static final String FAILURE = new String("failure");

  static void stream(HttpExchange exchange, InputStream body, Answer answer) throws Exception {
    BlockingQueue<String> said = new ArrayBlockingQueue<>(16);
    Thread reader = new Thread(() -> read(body, said));
    reader.setDaemon(true);
    reader.start();
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      write(out, answer.chunk(Map.of("role", "assistant", "content", ""), null));
      pass(said, out, answer);
      out.close();
    } finally {
      body.close(); // whatever happened, the model need not go on
      reader.interrupt();
      exchange.close();
    }
  }

  static void pass(BlockingQueue<String> said, OutputStream out, Answer answer) throws Exception {
    while (true) {
      String line = said.poll(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
      if (line == null) {
        write(out, ": the model thinks\n\n");
      } else if (line == FAILURE) {
        write(out, "data: {\"error\":{\"message\":\"The model has failed.\"}}\n\n");
        return;
      } else if (line == END) {
        write(out, answer.chunk(Map.of(), "stop"));
        write(out, "data: [DONE]\n\n");
        return;
      } else {
        write(out, answer.chunk(Map.of("content", Json.parse(line)), null));
      }
    }
  }

  static void read(InputStream body, BlockingQueue<String> said) {
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
      String end = END;
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          said.put(line);
        }
      } catch (IOException e) {
        end = FAILURE;
      }
      said.put(end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What all chunks of an answer have in common. */
  static class Answer {
    private final String model;
    private final String id = "cc-" + UUID.randomUUID();
    private final long created = System.currentTimeMillis() / 1000;

    Answer(String model) {
      this.model = model;
    }

    Map<String, Object> json(String object, String part, Map<String, ?> value, String finish) {
      Map<String, Object> choice = new LinkedHashMap<>();
      choice.put("index", 0);
      choice.put(part, value);
      choice.put("finish_reason", finish);
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("object", object);
      json.put("created", created);
      json.put("model", model);
      json.put("choices", List.of(choice));
      return json;
    }

    String chunk(Map<String, ?> delta, String finish) {
      return "data: " + Json.write(json("chat.completion.chunk", "delta", delta, finish)) + "\n\n";
    }
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
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

  /** Any JSON value, such as a token. */
  static Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value();
    if (json.next() != 0) {
      throw new IllegalArgumentException("more than JSON");
    }
    return value;
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
