import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rooms with events. A question that is held is an entry in the list of its room: the thread of its
 * connection goes on reading, and so notices when the client leaves.
 */
public class Main {

  static final long HOLD_MILLIS = 2000;
  static final int KEPT = 1000;
  static final Map<String, Room> ROOMS = new ConcurrentHashMap<>();
  static final Set<Question> HELD = ConcurrentHashMap.newKeySet();
  static final ExecutorService POOL = Executors.newCachedThreadPool();
  static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor();
  static volatile boolean stopping;

  /** Its parties are the requests that are being answered, and the end. */
  static final Phaser IN_FLIGHT = new Phaser(1);

  public static void main(String[] args) throws IOException {
    InetAddress host = InetAddress.getByName(System.getenv("HOST"));
    ServerSocket listener = new ServerSocket(Integer.parseInt(System.getenv("PORT")), 512, host);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(listener)));
    while (!stopping) {
      Socket socket = listener.accept();
      POOL.execute(() -> new Connection(socket).serve());
    }
  }

  static void stop(ServerSocket listener) {
    stopping = true;
    try {
      listener.close();
      for (Question question : HELD) {
        question.end();
      }
      IN_FLIGHT.awaitAdvanceInterruptibly(IN_FLIGHT.arrive(), 500, TimeUnit.MILLISECONDS);
      for (Question question : HELD) {
        question.answered.await(500, TimeUnit.MILLISECONDS);
      }
    } catch (IOException | InterruptedException | TimeoutException e) {
      // it ends anyway
    }
  }

  record Event(long number, String text) {
    Map<String, Object> shown() {
      return Map.of("id", "e" + number, "text", text);
    }
  }

  /** The events of one room. To look and to enter the list of those who wait is one step. */
  static class Room {
    private final List<Event> events = new ArrayList<>();
    private final List<Question> waiting = new ArrayList<>();
    private long last;

    synchronized Event post(String text) {
      Event event = new Event(++last, text);
      events.add(event);
      if (events.size() > KEPT) {
        events.remove(0);
      }
      waiting.forEach(Question::end);
      waiting.clear();
      return event;
    }

    synchronized List<Event> newsOr(Question question, long after) throws Refusal {
      List<Event> news = news(after);
      if (news.isEmpty()) {
        waiting.add(question);
      }
      return news;
    }

    synchronized List<Event> news(long after) throws Refusal {
      if (after > 0 && !events.isEmpty() && after < events.get(0).number() - 1) {
        throw new Refusal(410, "what came after this cursor is gone");
      }
      return events.stream().filter(e -> e.number() > after).collect(Collectors.toList());
    }

    synchronized void forget(Question question) {
      waiting.remove(question);
    }
  }

  /** A question that is held. It ends once: by news, by the clock, with its client or the server. */
  static class Question {
    final Connection connection;
    final Room room;
    final long after;
    final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicBoolean over = new AtomicBoolean();

    Question(Connection connection, Room room, long after) {
      this.connection = connection;
      this.room = room;
      this.after = after;
    }

    /** Answers it, on another thread, so that nobody waits for a client that does not read. */
    void end() {
      if (over.compareAndSet(false, true)) {
        POOL.execute(this::answer);
      }
    }

    private void answer() {
      try {
        room.forget(this);
        connection.answer(room.news(after));
      } catch (Refusal | IOException e) {
        connection.close();
      } finally {
        HELD.remove(this);
        answered.countDown();
      }
    }

    void leave() {
      if (over.compareAndSet(false, true)) {
        room.forget(this);
        HELD.remove(this);
        answered.countDown();
      }
    }
  }

  static class Refusal extends Exception {
    final int status;

    Refusal(int status, String detail) {
      super(detail);
      this.status = status;
    }
  }

  static class Connection {
    private final Socket socket;
    private Question held;

    Connection(Socket socket) {
      this.socket = socket;
    }

    void serve() {
      try (socket) {
        socket.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
          int length = 0;
          for (String field = line(in); !field.isEmpty(); field = line(in)) {
            if (field.toLowerCase().startsWith("content-length:")) {
              length = Integer.parseInt(field.substring(15).trim());
            }
          }
          byte[] body = in.readNBytes(length);
          if (held != null) {
            held.answered.await(); // one answer after the other
            held = null;
          }
          String[] words = line.split(" ");
          IN_FLIGHT.register();
          try {
            request(words[0], words[1], body);
          } finally {
            IN_FLIGHT.arriveAndDeregister();
          }
        }
      } catch (IOException | InterruptedException e) {
        // the client has left
      } finally {
        if (held != null) {
          held.leave();
        }
      }
    }

    /** The next line; empty at the end. */
    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
        line.append((char) octet);
      }
      return line.toString().trim();
    }

    private void request(String method, String target, byte[] body) throws IOException {
      String[] parts = target.split("\\?", 2);
      Matcher room = Pattern.compile("/rooms/([^/]+)/events").matcher(parts[0]);
      try {
        if (parts[0].equals("/")) {
          respond(200, "application/json", Map.of("name", "rooms"));
        } else if (parts[0].equals("/_lab/stats")) {
          respond(200, "application/json", Map.of("openWaits", HELD.size()));
        } else if (room.matches() && method.equals("POST")) {
          post(room(room.group(1)), body);
        } else if (room.matches() && method.equals("GET")) {
          ask(room(room.group(1)), parts.length > 1 ? parts[1] : "");
        } else {
          throw new Refusal(404, "there is nothing at " + parts[0]);
        }
      } catch (Refusal refusal) {
        Map<String, Object> problem =
            Map.of("title", refusal.getMessage(), "status", refusal.status);
        respond(refusal.status, "application/problem+json", problem);
      }
    }

    private static Room room(String name) {
      return ROOMS.computeIfAbsent(name, each -> new Room());
    }

    private void post(Room room, byte[] body) throws IOException, Refusal {
      Object text;
      try {
        text = Json.read(body).get("text");
      } catch (RuntimeException e) {
        throw new Refusal(400, "the body is no JSON object");
      }
      if (!(text instanceof String) || text.equals("")) {
        throw new Refusal(422, "text is to be a text");
      }
      respond(201, "application/json", room.post((String) text).shown());
    }

    private void ask(Room room, String query) throws IOException, Refusal {
      String wait = parameter(query, "wait", "0");
      String after = parameter(query, "after", "");
      if (!wait.matches("\\d{1,9}")) {
        throw new Refusal(400, "wait is to be a number of seconds");
      }
      if (!after.matches("\\d{0,18}")) {
        throw new Refusal(400, "this was never a cursor");
      }
      long cursor = after.isEmpty() ? 0 : Long.parseLong(after);
      long millis = Math.min(HOLD_MILLIS, Long.parseLong(wait) * 1000);
      if (millis == 0) {
        answer(room.news(cursor));
        return;
      }
      Question question = new Question(this, room, cursor);
      List<Event> news = room.newsOr(question, cursor);
      if (!news.isEmpty()) {
        answer(news);
        return;
      }
      held = question;
      HELD.add(question);
      CLOCK.schedule(question::end, millis, TimeUnit.MILLISECONDS);
      if (question.over.get()) {
        HELD.remove(question); // news came before it was entered
      }
      if (stopping) {
        question.end();
      }
    }

    private static String parameter(String query, String name, String otherwise) {
      for (String pair : query.split("&")) {
        if (pair.startsWith(name + "=")) {
          return pair.substring(name.length() + 1);
        }
      }
      return otherwise;
    }

    void answer(List<Event> news) throws IOException {
      if (news.isEmpty()) {
        send("HTTP/1.1 204 No Content\r\nCache-Control: no-store\r\n\r\n", new byte[0]);
        return;
      }
      List<Object> events = news.stream().map(Event::shown).collect(Collectors.toList());
      String next = String.valueOf(news.get(news.size() - 1).number());
      respond(200, "application/json", Map.of("events", events, "next", next));
    }

    private void respond(int status, String type, Map<String, ?> json) throws IOException {
      byte[] body = Json.write(json).getBytes(StandardCharsets.UTF_8);
      send(
          "HTTP/1.1 " + status + " -\r\nContent-Type: " + type + "\r\nCache-Control: no-store\r\n"
              + "Content-Length: " + body.length + "\r\n\r\n",
          body);
    }

    private void send(String head, byte[] body) throws IOException {
      byte[] first = head.getBytes(StandardCharsets.US_ASCII);
      byte[] all = new byte[first.length + body.length];
      System.arraycopy(first, 0, all, 0, first.length);
      System.arraycopy(body, 0, all, first.length, body.length);
      socket.getOutputStream().write(all);
    }

    void close() {
      try {
        socket.close();
      } catch (IOException e) {
        // it was closed already
      }
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
