package dev.wireproof.reference.web;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One request and its response, which is sent once, whole or as a stream.
public final class Exchange {

  private final Request request;
  private Map<String, String> variables = Map.of();
  private final Connection connection;
  private boolean responded;
  private boolean goesOn;

  Exchange(Request request, Connection connection) {
    this.request = request;
    this.connection = connection;
  }

  /// What the path's variables are.
  void bind(Map<String, String> found) {
    variables = Map.copyOf(found);
  }

  public Request request() {
    return request;
  }

  /// The connection that it came on: the same object for all exchanges of one connection.
  public Object connection() {
    return connection;
  }

  /// What stands in the path where the route has `{name}`, decoded.
  public String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  /// Has `action` run when the client closes or resets its connection before it was answered.
  public void onLeave(Runnable action) {
    connection.onLeave(action);
  }

  public boolean hasLeft() {
    return connection.hasLeft();
  }

  /// Has `action` run when the server is asked to stop, so that a request that waits can be
  /// answered.
  public void onStop(Runnable action) {
    connection.onStop(action);
  }

  /// Responds with a value of maps, lists, texts and numbers as JSON.
  ///
  /// @param fields further field lines, such as `Location: /notes/1`
  public void respond(int status, Object json, String... fields) throws IOException {
    send(status, "application/json", JSON.std.asBytes(ordered(json)), fields);
  }

  /// The same in an order that is the same in each run, which that of `Map.of` is not.
  private static Object ordered(Object json) {
    if (json instanceof List<?> list) {
      return list.stream().map(Exchange::ordered).toList();
    }
    if (!(json instanceof Map<?, ?> map)) {
      return json;
    }
    Map<Object, Object> ordered =
        map instanceof LinkedHashMap ? new LinkedHashMap<>() : new TreeMap<>();
    map.forEach((name, member) -> ordered.put(name, ordered(member)));
    return ordered;
  }

  /// Responds without content, as 204 and 304 do.
  public void respond(int status, String... fields) throws IOException {
    head(status, "", List.of(fields));
  }

  /// Responds with content of any type.
  public void send(int status, String type, byte[] content, String... fields) throws IOException {
    List<String> all =
        Stream.concat(Stream.of("Content-Type: " + type), Stream.of(fields)).toList();
    byte[] head = headOctets(status, "Content-Length: " + content.length, all);
    responded = true;
    goesOn = request.keepsAlive();
    boolean bodyless = request.method().equals("HEAD");
    connection.write(head, bodyless ? new byte[0] : content);
  }

  /// Begins a response whose body goes out piece by piece.
  public BodyStream stream(int status, String type, String... fields) throws IOException {
    head(
        status,
        "Transfer-Encoding: chunked",
        Stream.concat(Stream.of("Content-Type: " + type), Stream.of(fields)).toList());
    return new BodyStream(connection, true);
  }

  /// As [#stream], without chunks: the body ends where a Content-Length among the fields says, or
  /// else with the connection.
  public BodyStream streamUnchunked(int status, String type, String... fields) throws IOException {
    head(status, "", Stream.concat(Stream.of("Content-Type: " + type), Stream.of(fields)).toList());
    goesOn = false;
    return new BodyStream(connection, false);
  }

  /// Ends the connection with a reset instead of a response.
  public void abort() {
    responded = true;
    goesOn = false;
    connection.reset();
  }

  void refuse(Problem problem) throws IOException {
    var body =
        Map.of(
            "title",
            reason(problem.status()),
            "status",
            problem.status(),
            "detail",
            String.valueOf(problem.getMessage()));
    send(
        problem.status(),
        "application/problem+json",
        JSON.std.asBytes(body),
        problem.fields().toArray(String[]::new));
  }

  private void head(int status, String framing, List<String> fields) throws IOException {
    byte[] head = headOctets(status, framing, fields);
    responded = true;
    goesOn = request.keepsAlive();
    connection.write(head, new byte[0]);
  }

  private byte[] headOctets(int status, String framing, List<String> fields) {
    var head = new StringBuilder("HTTP/1.1 %d %s\r\n".formatted(status, reason(status)));
    head.append("Date: ").append(HttpDates.now()).append("\r\n");
    fields.forEach(line -> head.append(line).append("\r\n"));
    if (!framing.isEmpty()) {
      head.append(framing).append("\r\n");
    }
    if (!request.keepsAlive()) {
      head.append("Connection: close\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  boolean hasResponded() {
    return responded;
  }

  /// Whether the connection can serve another exchange.
  boolean goesOn() {
    return goesOn;
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 204 -> "No Content";
      case 303 -> "See Other";
      case 304 -> "Not Modified";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 402 -> "Payment Required";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 412 -> "Precondition Failed";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Content";
      case 428 -> "Precondition Required";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      default -> "Status " + status;
    };
  }

  @Override
  public String toString() {
    return request.method().toUpperCase(Locale.ROOT) + " " + request.path();
  }

  /// What an exchange needs of its connection to respond.
  interface Connection {
    void write(byte[] head, byte[] body) throws IOException;

    void onLeave(Runnable action);

    boolean hasLeft();

    void onStop(Runnable action);

    void reset();
  }
}
