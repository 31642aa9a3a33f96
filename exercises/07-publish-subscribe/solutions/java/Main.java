import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A broker: queues of messages, and a journal of what was done. */
public class Main {

  static final long HOLD = 2;
  static final AtomicInteger BUSY = new AtomicInteger();
  static Broker broker;

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Map<String, String> env = System.getenv();
    broker = new Broker(Path.of(env.getOrDefault("STATE_DIR", "."), "journal.jsonl"));
    String host = env.getOrDefault("HOST", "127.0.0.1");
    int port = Integer.parseInt(env.getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 256);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", Main::serve);
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(Main::end));
  }

  static void end() {
    broker.stop();
    for (int i = 0; i < 400 && BUSY.get() > 0; i++) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  static void serve(HttpExchange exchange) throws IOException {
    BUSY.incrementAndGet();
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      route(exchange, body);
    } catch (Refused refused) {
      Map<String, Object> problem = new LinkedHashMap<>();
      problem.put("title", refused.getMessage());
      problem.put("status", refused.status);
      answer(exchange, refused.status, problem, "application/problem+json");
    } catch (RuntimeException e) {
      e.printStackTrace();
      answer(exchange, 500, Map.of("title", "error", "status", 500), "application/problem+json");
    } finally {
      exchange.close();
      BUSY.decrementAndGet();
    }
  }

  static void route(HttpExchange exchange, byte[] body) throws IOException {
    String[] parts = (exchange.getRequestURI().getPath() + "///").split("/", -1);
    String name = parts[2];
    switch (exchange.getRequestMethod() + " " + parts[1] + "/" + parts[3]) {
      case "GET /" -> answer(exchange, 200, Map.of("name", "broker"), "application/json");
      case "POST topics/messages" -> {
        Message message = publish(exchange, name, body);
        answer(
            exchange, 202, Map.of("id", message.id, "offset", message.offset), "application/json");
      }
      case "PUT subscriptions/" -> {
        Settings settings = Settings.of(json(body));
        boolean isNew = broker.subscribe(name, settings);
        answer(exchange, isNew ? 201 : 200, settings.shown(name), "application/json");
      }
      case "DELETE subscriptions/" -> {
        broker.delete(name);
        exchange.sendResponseHeaders(204, -1);
      }
      case "GET subscriptions/messages" -> {
        List<Map<String, Object>> some = broker.fetch(name, waiting(exchange));
        if (some.isEmpty()) {
          exchange.sendResponseHeaders(204, -1);
        } else {
          answer(exchange, 200, Map.of("messages", some), "application/json");
        }
      }
      case "POST subscriptions/acks" -> {
        broker.settle(name, tags(json(body)), false);
        exchange.sendResponseHeaders(204, -1);
      }
      case "POST subscriptions/nacks" -> {
        Map<String, Object> json = json(body);
        broker.settle(name, tags(json), !Boolean.FALSE.equals(json.get("requeue")));
        exchange.sendResponseHeaders(204, -1);
      }
      default -> throw new Refused(404, "there is nothing here");
    }
  }

  static Map<String, Object> json(byte[] body) {
    try {
      return Json.read(body);
    } catch (RuntimeException e) {
      throw new Refused(400, "this is no JSON object");
    }
  }

  static Message publish(HttpExchange exchange, String topic, byte[] body) {
    if (!topic.matches(Filter.TOPIC) || topic.length() > 128) {
      throw new Refused(400, "this is no topic");
    }
    Map<String, Object> json = json(body);
    Object key = json.get("key");
    Object ttl = json.get("ttlMs");
    Refused.unless(json.get("body") instanceof String, "body is a text");
    Refused.unless(key == null || key instanceof String k && k.length() <= 512, "key is a text");
    Refused.unless(
        json.getOrDefault("retain", false) instanceof Boolean, "retain is true or false");
    Refused.unless(ttl == null || ttl instanceof Long l && l >= 1, "ttlMs is 1 or more");
    Message message = new Message();
    message.id = UUID.randomUUID().toString();
    message.topic = topic;
    message.key = (String) key;
    message.body = (String) json.get("body");
    message.retain = Boolean.TRUE.equals(json.get("retain"));
    message.expires = ttl == null ? Long.MAX_VALUE : System.currentTimeMillis() + (Long) ttl;
    String publisher = exchange.getRequestHeaders().getFirst("Publisher-Id");
    String seq = exchange.getRequestHeaders().getFirst("Seq");
    if (publisher != null && seq != null) {
      if (!seq.matches("\\d{1,18}")) {
        throw new Refused(400, "Seq is a number");
      }
      message.publisher = publisher;
      message.seq = Long.parseLong(seq);
    }
    return broker.publish(message);
  }

  static long waiting(HttpExchange exchange) {
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
    for (String pair : query.split("&")) {
      if (pair.startsWith("wait=")) {
        String text = pair.substring(5);
        if (!text.matches("\\d{1,9}")) {
          throw new Refused(400, "wait is a number of seconds");
        }
        return Math.min(HOLD, Long.parseLong(text));
      }
    }
    return 0;
  }

  static List<String> tags(Map<String, Object> json) {
    Refused.unless(json.get("tags") instanceof List, "tags is a list");
    return ((List<?>) json.get("tags")).stream().map(String::valueOf).toList();
  }

  static void answer(HttpExchange exchange, int status, Map<String, ?> json, String type)
      throws IOException {
    byte[] body = Json.write(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}

class Refused extends RuntimeException {
  final int status;

  Refused(int status, String why) {
    super(why);
    this.status = status;
  }

  static void unless(boolean fine, String why) {
    if (!fine) {
      throw new Refused(422, why);
    }
  }
}

record Filter(String text) {
  static final String LEVEL = "[A-Za-z0-9_-]{1,64}";
  static final String TOPIC = LEVEL + "(\\." + LEVEL + ")*";
  static final String FILTER = "#|(%1$s|\\*)(\\.(%1$s|\\*))*(\\.#)?".formatted(LEVEL);

  boolean matches(String topic) {
    String[] wanted = text.split("\\.");
    String[] levels = topic.split("\\.");
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals("#")) {
        return true;
      }
      if (i >= levels.length || !(wanted[i].equals("*") || wanted[i].equals(levels[i]))) {
        return false;
      }
    }
    return wanted.length == levels.length;
  }
}

record Settings(
    String filter,
    String group,
    boolean durable,
    boolean manual,
    long ackTimeoutMs,
    long prefetch,
    Object from) {

  static Settings of(Map<String, Object> json) {
    Object filter = json.get("filter");
    Object ack = json.getOrDefault("ack", "auto");
    Object from = json.getOrDefault("from", "new");
    Refused.unless(
        filter instanceof String text && text.matches(Filter.FILTER) && text.length() <= 128,
        "this is no filter");
    Refused.unless(ack.equals("auto") || ack.equals("manual"), "ack is auto or manual");
    Refused.unless(
        from.equals("new")
            || from.equals("earliest")
            || from instanceof Long && ((String) filter).matches(Filter.TOPIC),
        "from makes no sense");
    return new Settings(
        (String) filter,
        (String) json.get("group"),
        Boolean.TRUE.equals(json.get("durable")),
        ack.equals("manual"),
        number(json, "ackTimeoutMs", 30_000, 100, 600_000),
        number(json, "prefetch", 100, 1, 1000),
        from);
  }

  private static long number(
      Map<String, Object> json, String name, long otherwise, long least, long most) {
    Object value = json.getOrDefault(name, otherwise);
    Refused.unless(
        value instanceof Long number && number >= least && number <= most, name + " is too much");
    return (Long) value;
  }

  Map<String, Object> shown(String name) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("filter", filter);
    if (group != null) {
      json.put("group", group);
    }
    json.put("durable", durable);
    json.put("ack", manual ? "manual" : "auto");
    json.put("ackTimeoutMs", ackTimeoutMs);
    json.put("prefetch", prefetch);
    json.put("from", from);
    return json;
  }
}

class Message {
  String id;
  String topic;
  long offset;
  String key;
  String body;
  boolean retain;
  long expires;
  String publisher;
  long seq;

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("topic", topic);
    json.put("offset", offset);
    json.put("key", key);
    json.put("body", body);
    json.put("retain", retain);
    json.put("expires", Long.toString(expires));
    json.put("publisher", publisher);
    json.put("seq", seq);
    return json;
  }

  static Message of(Map<?, ?> json) {
    Message message = new Message();
    message.id = (String) json.get("id");
    message.topic = (String) json.get("topic");
    message.offset = (Long) json.get("offset");
    message.key = (String) json.get("key");
    message.body = (String) json.get("body");
    message.retain = (Boolean) json.get("retain");
    message.expires = Long.parseLong((String) json.get("expires"));
    message.publisher = (String) json.get("publisher");
    message.seq = (Long) json.get("seq");
    return message;
  }
}

class Topic {
  final List<Message> kept = new ArrayList<>();
  final Map<String, Message> lastOf = new HashMap<>();
  Message retained;
  long next;
}

class Member {
  final String name;
  final Settings settings;
  int held;
  long seen = System.nanoTime();

  Member(String name, Settings settings) {
    this.name = name;
    this.settings = settings;
  }

  String queue() {
    return settings.group() == null ? "one " + name : "group " + settings.group();
  }

  /** How long it is present if it says nothing more. */
  long present() {
    return held > 0
        ? Long.MAX_VALUE
        : seen + settings.ackTimeoutMs() * 1_000_000 - System.nanoTime();
  }
}

class Entry {
  final Message message;
  final boolean retained;
  boolean redelivered;
  String tag;
  Member owner;
  long until;

  Entry(Message message, boolean retained) {
    this.message = message;
    this.retained = retained;
  }

  Map<String, Object> shown() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tag", tag);
    json.put("topic", message.topic);
    json.put("offset", message.offset);
    json.put("redelivered", redelivered);
    if (retained) {
      json.put("retained", true);
    }
    if (message.key != null) {
      json.put("key", message.key);
    }
    json.put("body", message.body);
    return json;
  }
}

class Queue {
  final String name;
  final Filter filter;
  Deque<Entry> waiting = new ArrayDeque<>();
  final Map<String, Entry> out = new LinkedHashMap<>();
  final TreeMap<String, Member> members = new TreeMap<>();

  Queue(String name, Filter filter) {
    this.name = name;
    this.filter = filter;
  }

  void putBack(List<Entry> entries) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      out.remove(entry.tag);
      entry.redelivered = true;
      waiting.addFirst(entry);
    }
  }

  List<Entry> take(Member member) {
    long now = System.nanoTime();
    putBack(out.values().stream().filter(entry -> entry.until - now <= 0).toList());
    waiting.removeIf(entry -> entry.message.expires < System.currentTimeMillis());
    List<Member> present =
        members.values().stream().filter(each -> each.present() > 0).toList();
    long has = out.values().stream().filter(entry -> entry.owner == member).count();
    List<Entry> taken = new ArrayList<>();
    Iterator<Entry> each = waiting.iterator();
    while (each.hasNext() && has + taken.size() < member.settings.prefetch()) {
      Entry entry = each.next();
      long number =
          entry.message.key == null ? entry.message.offset : entry.message.key.hashCode();
      if (present.get((int) Math.floorMod(number, (long) present.size())) == member) {
        each.remove();
        entry.tag = UUID.randomUUID().toString();
        entry.owner = member;
        entry.until = now + member.settings.ackTimeoutMs() * 1_000_000;
        taken.add(entry);
      }
    }
    return taken;
  }

  long nanosToNext() {
    long now = System.nanoTime();
    long next = 60_000_000_000L;
    for (Entry entry : out.values()) {
      next = Math.min(next, entry.until - now);
    }
    for (Member member : members.values()) {
      next = member.present() > 0 ? Math.min(next, member.present()) : next;
    }
    return Math.max(next, 1_000_000);
  }
}

class Broker {
  private final Map<String, Topic> topics = new HashMap<>();
  private final Map<String, Member> subscriptions = new HashMap<>();
  private final Map<String, Queue> queues = new HashMap<>();
  private OutputStream journal;
  private boolean stopping;

  Broker(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.split("\n")) {
      if (!line.isEmpty()) {
        redo(Json.read(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    for (Member member : List.copyOf(subscriptions.values())) {
      if (!member.settings.durable()) {
        remove(member.name);
      }
    }
    Path other = file.resolveSibling("journal.new");
    Files.writeString(other, whole);
    Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    journal = Files.newOutputStream(file, StandardOpenOption.APPEND);
  }

  private void redo(Map<String, Object> command) {
    String name = String.valueOf(command.get("name"));
    if (command.get("enter") instanceof Map<?, ?> settings) {
      @SuppressWarnings("unchecked")
      Map<String, Object> members = (Map<String, Object>) settings;
      enter(name, Settings.of(members));
    } else if (command.get("accept") instanceof Map<?, ?> message) {
      accept(Message.of(message));
    } else if (command.get("done") instanceof String id) {
      Queue queue = queues.get(name);
      if (queue != null) {
        queue.waiting.removeIf(entry -> entry.message.id.equals(id));
      }
    } else {
      remove(name);
    }
  }

  private void record(String what, Object value, String name) {
    try {
      Map<String, Object> command = new LinkedHashMap<>();
      command.put(what, value);
      command.put("name", name);
      journal.write((Json.write(command) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  synchronized Message publish(Message message) {
    Topic topic = topics.computeIfAbsent(message.topic, name -> new Topic());
    Message known = message.publisher == null ? null : topic.lastOf.get(message.publisher);
    if (known != null && known.seq == message.seq) {
      return known;
    }
    message.offset = topic.next;
    record("accept", message.json(), "");
    accept(message);
    notifyAll();
    return message;
  }

  private void accept(Message message) {
    Topic topic = topics.computeIfAbsent(message.topic, name -> new Topic());
    topic.next = message.offset + 1;
    topic.kept.add(message);
    if (message.publisher != null) {
      topic.lastOf.put(message.publisher, message);
    }
    if (message.retain) {
      topic.retained = message.body.isEmpty() ? null : message;
    }
    for (Queue queue : queues.values()) {
      if (queue.filter.matches(message.topic)) {
        queue.waiting.add(new Entry(message, false));
      }
    }
  }

  synchronized boolean subscribe(String name, Settings settings) {
    Member known = subscriptions.get(name);
    if (known != null && !known.settings.equals(settings)) {
      throw new Refused(409, "it has other settings");
    }
    if (known != null) {
      return false;
    }
    Queue queue = queues.get(new Member(name, settings).queue());
    if (queue != null && !queue.filter.text().equals(settings.filter())) {
      throw new Refused(409, "the group has another filter");
    }
    record("enter", settings.shown(name), name);
    enter(name, settings);
    return true;
  }

  private void enter(String name, Settings settings) {
    Member member = new Member(name, settings);
    subscriptions.put(name, member);
    Queue queue = queues.get(member.queue());
    if (queue == null) {
      queue = new Queue(member.queue(), new Filter(settings.filter()));
      queues.put(queue.name, queue);
      begin(queue, settings.from());
    }
    queue.members.put(name, member);
  }

  private void begin(Queue queue, Object from) {
    long first = from instanceof Long offset ? offset : 0;
    topics.forEach((name, topic) -> {
      if (!queue.filter.matches(name)) {
        return;
      }
      if (!from.equals("new")) {
        topic.kept.stream()
            .filter(message -> message.offset >= first)
            .forEach(message -> queue.waiting.add(new Entry(message, false)));
      } else if (topic.retained != null) {
        queue.waiting.add(new Entry(topic.retained, true));
      }
    });
  }

  private Member member(String name) {
    Member member = subscriptions.get(name);
    if (member == null) {
      throw new Refused(404, "there is no such subscription");
    }
    return member;
  }

  synchronized void delete(String name) {
    member(name);
    record("remove", true, name);
    remove(name);
    notifyAll();
  }

  private void remove(String name) {
    Member member = subscriptions.remove(name);
    Queue queue = queues.get(member.queue());
    queue.members.remove(name);
    queue.putBack(queue.out.values().stream().filter(e -> e.owner == member).toList());
    if (queue.members.isEmpty()) {
      queues.remove(queue.name);
    }
  }

  synchronized List<Map<String, Object>> fetch(String name, long seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000;
    Member member = member(name);
    member.held++;
    try {
      while (true) {
        Queue queue = queues.get(member(name).queue());
        List<Entry> taken = queue.take(member);
        for (Entry entry : taken) {
          if (member.settings.manual()) {
            queue.out.put(entry.tag, entry);
          } else {
            record("done", entry.message.id, queue.name);
          }
        }
        long left = end - System.nanoTime();
        if (!taken.isEmpty() || left <= 0 || stopping) {
          return taken.stream().map(Entry::shown).toList();
        }
        wait(Math.max(1, Math.min(left, queue.nanosToNext()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      return List.of();
    } finally {
      member.held--;
      member.seen = System.nanoTime();
    }
  }

  synchronized void settle(String name, List<String> tags, boolean again) {
    Member member = member(name);
    member.seen = System.nanoTime();
    Queue queue = queues.get(member.queue());
    for (String tag : tags) {
      Entry entry = queue.out.get(tag);
      if (entry != null && entry.owner == member && again) {
        queue.putBack(List.of(entry));
      } else if (entry != null && entry.owner == member) {
        record("done", entry.message.id, queue.name);
        queue.out.remove(tag);
      }
    }
    notifyAll();
  }

  synchronized void stop() {
    stopping = true;
    notifyAll();
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
