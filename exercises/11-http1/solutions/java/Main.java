import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP/1.1 server from sockets: a page at /, an echo at /echo, patience at /slow. */
public class Main {

  public static void main(String[] args) throws IOException {
    String host = System.getenv().getOrDefault("HOST", "127.0.0.1");
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "7000"));
    ServerSocket listener = new ServerSocket(port, 128, InetAddress.getByName(host));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(listener)));
    while (true) {
      Socket client = listener.accept();
      client.setTcpNoDelay(true);
      Thread thread = new Thread(() -> new Connection(client).serve());
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Takes no more clients, and gives those with a request in progress a second. */
  private static void stop(ServerSocket listener) {
    try {
      listener.close();
      for (int i = 0; i < 100 && !Connection.BUSY.isEmpty(); i++) {
        Thread.sleep(10);
      }
    } catch (IOException | InterruptedException e) {
      // it ends anyway
    }
  }

  /** What cannot be understood. Nobody knows where the next request would begin. */
  static final class Refused extends IOException {
    final int status;

    Refused(int status, String why) {
      super(why);
      this.status = status;
    }
  }

  /** The client has closed, and there is no request any more. */
  static final class Gone extends IOException {}

  /** The octets of a connection, as lines and pieces. A text has one character for each octet. */
  static final class Input {
    private final InputStream in;
    private final byte[] buffer = new byte[65536];
    private int at;
    private int end;

    Input(InputStream in) {
      this.in = in;
    }

    boolean hasMore() {
      return at < end;
    }

    private int next() throws IOException {
      if (at == end) {
        at = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
          throw new Gone();
        }
      }
      return buffer[at++];
    }

    /** A line without its CR LF. */
    String line(int most, int status) throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int octet = next(); octet != '\n'; octet = next()) {
        line.write(octet);
        if (line.size() > most) {
          throw new Refused(status, "a line that is too long");
        }
      }
      String text = line.toString(ISO_8859_1);
      if (!text.endsWith("\r")) {
        throw new Refused(400, "a line ends in CR LF");
      }
      return text.substring(0, text.length() - 1);
    }

    String exactly(int length) throws IOException {
      byte[] octets = new byte[length];
      for (int i = 0; i < length; i++) {
        octets[i] = (byte) next();
      }
      return new String(octets, ISO_8859_1);
    }
  }

  /** What texts in a request may look like. */
  static final class Syntax {
    static final String TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
    private static final String CHARACTERS = "A-Za-z0-9\\-._~!$&'()*+,;=";
    // possessive (++): otherwise each repetition costs stack, and 8000 octets overflow it
    static final String TARGET = "(?:[" + CHARACTERS + ":/?@\\[\\]]++|%[0-9A-Fa-f]{2})++";
    static final String HOST =
        "(?:(?:[" + CHARACTERS + "]++|%[0-9A-Fa-f]{2})*+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]*)?";
    private static final String QUOTED =
        "\"(?:[\\t\\x20\\x21\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]|\\\\[\\t\\x20-\\x7e\\x80-\\xff])*\"";
    static final Pattern CHUNK_LINE =
        Pattern.compile(
            "0*([0-9A-Fa-f]{1,7})(?:[ \\t]*;[ \\t]*" + TOKEN
                + "(?:[ \\t]*=[ \\t]*(?:" + TOKEN + "|" + QUOTED + "))?)*[ \\t]*");
    static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    private Syntax() {}

    static String trim(String text) {
      return text.replaceAll("^[ \\t]+|[ \\t]+$", "");
    }
  }

  /** A field line. */
  record Field(String name, String value) {
    static Field of(String line) throws Refused {
      int colon = line.indexOf(':');
      if (colon < 0 || !line.substring(0, colon).matches(Syntax.TOKEN)) {
        throw new Refused(400, "a field is name: value");
      }
      String value = Syntax.trim(line.substring(colon + 1));
      if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
        throw new Refused(400, "a control character in a value");
      }
      return new Field(line.substring(0, colon), value);
    }
  }

  /** The head of a request. */
  record Head(String method, String target, boolean isOld, List<Field> fields) {

    private static final int MOST = 16 * 1024;
    private static final int MOST_FIELDS = 100;

    static Head read(Input in) throws IOException {
      String line = in.line(MOST, 414);
      while (line.isEmpty()) { // tolerated before a request, and nowhere else
        line = in.line(MOST, 414);
      }
      String[] parts = line.split(" ", -1);
      if (parts.length != 3
          || !parts[0].matches(Syntax.TOKEN)
          || !parts[2].matches("HTTP/[0-9]\\.[0-9]")) {
        throw new Refused(400, "a request line is METHOD target HTTP/1.1");
      }
      if (parts[2].charAt(5) != '1') {
        throw new Refused(505, "another HTTP");
      }
      if (!isTarget(parts[0], parts[1])) {
        throw new Refused(400, "no target for this method");
      }
      Head head = new Head(parts[0], parts[1], parts[2].endsWith("0"), fields(in));
      head.checkHost();
      return head;
    }

    /** Fields up to the empty line behind them. */
    static List<Field> fields(Input in) throws IOException {
      List<Field> fields = new ArrayList<>();
      int size = 0;
      for (String line = in.line(MOST, 431); !line.isEmpty(); line = in.line(MOST, 431)) {
        size += line.length();
        if (size > MOST || fields.size() == MOST_FIELDS) {
          throw new Refused(431, "too many fields");
        }
        fields.add(Field.of(line));
      }
      return fields;
    }

    private static boolean isTarget(String method, String target) {
      if (!target.matches(Syntax.TARGET)) {
        return false;
      }
      if (method.equals("CONNECT")) {
        Matcher port = Pattern.compile(".*:([0-9]{1,5})").matcher(target);
        return target.matches(Syntax.HOST)
            && port.matches()
            && Integer.parseInt(port.group(1)) > 0
            && Integer.parseInt(port.group(1)) < 65536;
      }
      if (target.equals("*")) {
        return method.equals("OPTIONS");
      }
      Matcher absolute = Pattern.compile("(?i)https?://([^/?]+)(?:[/?].*)?").matcher(target);
      return target.startsWith("/")
          || absolute.matches() && absolute.group(1).matches(Syntax.HOST);
    }

    private void checkHost() throws Refused {
      List<String> hosts = values("Host");
      if (hosts.size() > 1 || hosts.isEmpty() && !isOld) {
        throw new Refused(400, "one Host, no more and no less");
      }
      if (!hosts.isEmpty() && !hosts.get(0).matches(Syntax.HOST)) {
        throw new Refused(400, "a Host that is no host");
      }
    }

    List<String> values(String name) {
      return fields.stream()
          .filter(field -> field.name().equalsIgnoreCase(name))
          .map(Field::value)
          .toList();
    }

    /** The elements of a list, on however many lines it is, in lower case. */
    List<String> members(String name) {
      return Arrays.stream(String.join(",", values(name)).split(","))
          .map(each -> Syntax.trim(each).toLowerCase(Locale.ROOT))
          .filter(each -> !each.isEmpty())
          .toList();
    }

    String path() {
      String path = target.replaceFirst("^(?i)https?://[^/?]*", "").split("\\?", 2)[0];
      return path.isEmpty() ? "/" : path;
    }

    boolean keepsAlive() {
      return !isOld && !members("Connection").contains("close");
    }
  }

  /** What stands between a head and the next one. */
  static final class Body {
    private static final int MOST = 4 << 20;
    private static final int CHUNKED = -1;

    private Body() {}

    /** How long it is, or CHUNKED. */
    static int length(Head head) throws Refused {
      List<String> lengths = head.values("Content-Length");
      if (!head.values("Transfer-Encoding").isEmpty()) {
        requireChunked(head, !lengths.isEmpty());
        return CHUNKED;
      }
      if (lengths.isEmpty()) {
        return 0;
      }
      Set<String> values = new HashSet<>();
      for (String value : String.join(",", lengths).split(",", -1)) {
        values.add(Syntax.trim(value));
      }
      String length = values.iterator().next();
      if (values.size() > 1 || !length.matches("[0-9]{1,18}")) {
        throw new Refused(400, "a Content-Length is one decimal number");
      }
      return (int) Math.min(Long.parseLong(length), Integer.MAX_VALUE);
    }

    private static void requireChunked(Head head, boolean hasLength) throws Refused {
      List<String> codings = head.members("Transfer-Encoding");
      if (hasLength || head.isOld()) {
        throw new Refused(400, "two lengths, or chunks from HTTP/1.0");
      }
      if (codings.stream().filter("chunked"::equals).count() != 1
          || codings.indexOf("chunked") != codings.size() - 1) {
        throw new Refused(400, "a body without an end");
      }
      if (codings.size() > 1) {
        throw new Refused(501, "a coding that nobody knows");
      }
    }

    static String read(Input in, int length) throws IOException {
      if (length > MOST) {
        throw new Refused(413, "too much");
      }
      return length == CHUNKED ? chunks(in) : in.exactly(length);
    }

    private static String chunks(Input in) throws IOException {
      StringBuilder content = new StringBuilder();
      for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
        if (content.length() + size > MOST) {
          throw new Refused(413, "too much");
        }
        content.append(in.exactly(size));
        if (!in.exactly(2).equals("\r\n")) {
          throw new Refused(400, "a chunk ends with CR LF");
        }
      }
      Head.fields(in); // checked, and dropped
      return content.toString();
    }

    private static int chunkSize(Input in) throws IOException {
      Matcher line = Syntax.CHUNK_LINE.matcher(in.line(1024, 400));
      if (!line.matches()) {
        throw new Refused(400, "a chunk begins with its size");
      }
      return Integer.parseInt(line.group(1), 16);
    }
  }

  /** A status, more fields than all answers have, and content, if there is any to speak of. */
  record Answer(int status, String more, String content) {
    private static final DateTimeFormatter DATE =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
    private static final Map<Integer, String> REASONS =
        Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(204, "No Content"),
            Map.entry(304, "Not Modified"),
            Map.entry(400, "Bad Request"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(501, "Not Implemented"),
            Map.entry(505, "HTTP Version Not Supported"));

    static Answer text(int status, String content) {
      return new Answer(status, "", content);
    }

    boolean hasBody() {
      return status != 204 && status != 304;
    }

    byte[] octets(boolean keepsAlive, boolean headOnly) {
      String head =
          "HTTP/1.1 " + status + " " + REASONS.get(status) + "\r\n"
              + "Date: " + DATE.format(ZonedDateTime.now(ZoneOffset.UTC)) + "\r\n"
              + more
              + (hasBody() ? "Content-Type: text/plain\r\nContent-Length: " + content.length() + "\r\n" : "")
              + (keepsAlive ? "" : "Connection: close\r\n")
              + "\r\n";
      return (hasBody() && !headOnly ? head + content : head).getBytes(ISO_8859_1);
    }
  }

  /** What this server has to offer. */
  static final class Site {
    private static final String TAG = "\"page-1\"";
    private static final String ETAG = "ETag: " + TAG + "\r\n";
    private static final Set<String> PATHS = Set.of("/", "/echo", "/slow");
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "OPTIONS");
    private static final Set<String> KNOWN =
        Set.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT");
    private static final String ALLOW = "Allow: " + String.join(", ", METHODS) + "\r\n";
    private static final Pattern MILLISECONDS = Pattern.compile("[?&]ms=([0-9]{1,4})(?:&|$)");

    private Site() {}

    /** What can be said before the content has come, if it is a no; else null. */
    static Answer refusal(Head head) {
      if (!KNOWN.contains(head.method())) {
        return Answer.text(501, "No such method.\n");
      }
      if (head.target().equals("*")) {
        return null;
      }
      if (!PATHS.contains(head.path()) && !head.method().equals("CONNECT")) {
        return Answer.text(404, "There is nothing here.\n");
      }
      if (!METHODS.contains(head.method())) {
        return new Answer(405, ALLOW, "Not with this method.\n");
      }
      return null;
    }

    static Answer answer(Head head, String content) {
      if (head.method().equals("OPTIONS")) {
        return new Answer(204, ALLOW, "");
      }
      if (head.path().equals("/echo")) {
        StringBuilder lines = new StringBuilder();
        head.fields().forEach(field ->
            lines.append(field.name()).append(": ").append(field.value()).append('\n'));
        return Answer.text(200, lines + content);
      }
      if (head.method().equals("POST")) {
        return Answer.text(200, "Thank you.\n");
      }
      return head.path().equals("/slow") ? slow(head) : page(head);
    }

    private static Answer slow(Head head) {
      Matcher milliseconds = MILLISECONDS.matcher(head.target());
      try {
        Thread.sleep(milliseconds.find() ? Long.parseLong(milliseconds.group(1)) : 0);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Answer.text(200, "Here it is.\n");
    }

    private static Answer page(Head head) {
      String wanted = String.join(",", head.values("If-Match"));
      if (!wanted.isEmpty() && !wanted.equals("*") && !tags(wanted, true).contains(TAG)) {
        return Answer.text(412, "That was another version.\n");
      }
      String known = String.join(",", head.values("If-None-Match"));
      if (known.equals("*") || tags(known, false).contains(TAG)) {
        return new Answer(304, ETAG, "");
      }
      return new Answer(200, ETAG, "Hello from the other side of the wire.\n");
    }

    private static List<String> tags(String list, boolean strong) {
      return Syntax.TAG.matcher(list).results().map(tag -> tag.group(strong ? 0 : 1)).toList();
    }
  }

  /** One client, from its first octet to its last. */
  static final class Connection {
    /** Those with a request in progress. */
    static final Set<Connection> BUSY = ConcurrentHashMap.newKeySet();

    private final Socket client;

    Connection(Socket client) {
      this.client = client;
    }

    void serve() {
      try (client) {
        Input in = new Input(client.getInputStream());
        try {
          boolean more = true;
          while (more) {
            Head head = Head.read(in);
            BUSY.add(this);
            more = answer(in, head);
            BUSY.remove(this);
          }
        } catch (Refused why) {
          Answer no = Answer.text(why.status, why.getMessage() + "\n");
          client.getOutputStream().write(no.octets(false, false));
        }
        linger();
      } catch (IOException e) {
        // this client has left
      } finally {
        BUSY.remove(this);
      }
    }

    private boolean answer(Input in, Head head) throws IOException {
      int length = Body.length(head);
      Answer no = Site.refusal(head);
      boolean waits =
          length != 0
              && !head.isOld()
              && !in.hasMore()
              && head.members("Expect").contains("100-continue");
      boolean leaves = waits && no != null; // it may send its content or not: nobody knows
      if (waits && !leaves) {
        client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      }
      String content = leaves ? "" : Body.read(in, length);
      boolean keepsAlive = head.keepsAlive() && !leaves;
      Answer answer = no != null ? no : Site.answer(head, content);
      byte[] octets = answer.octets(keepsAlive, head.method().equals("HEAD"));
      client.getOutputStream().write(octets);
      return keepsAlive;
    }

    /**
     * Closes our direction, then reads what comes for a moment: a close with octets unread is a
     * reset, and a reset takes the answer with it.
     */
    private void linger() throws IOException {
      client.shutdownOutput();
      client.setSoTimeout(500);
      long deadline = System.nanoTime() + 1_000_000_000L;
      byte[] dropped = new byte[8192];
      while (client.getInputStream().read(dropped) >= 0 && System.nanoTime() < deadline) {
        // a client that still writes
      }
    }
  }
}
