package dev.wireproof.wire.http1;

import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What every response of an HTTP/1.1 server is held to, whichever request it answers. A rule looks
/// at one response and names what is wrong with it, if anything is.
public enum Http1Rule {
  /// RFC 9110 §6.6.1: an origin server with a clock dates every 2xx, 3xx and 4xx response.
  DATE(
      "http1.response.date",
      "a Date field on every 2xx, 3xx and 4xx response",
      (_, response) ->
          when(
              response.status() >= 200 && response.status() < 500 && !response.fields().has("Date"),
              response + " without Date")),

  /// RFC 9110 §15.5.6: who may not do this is told what may be done.
  ALLOW(
      "http1.response.allow",
      "Allow on every 405 response",
      (_, response) ->
          when(
              response.status() == 405 && !response.fields().has("Allow"),
              response + " without Allow")),

  /// RFC 9110 §15.5.2: who is told to log in is told how.
  CHALLENGE(
      "http1.response.challenge",
      "WWW-Authenticate on every 401 response",
      (_, response) ->
          when(
              response.status() == 401 && !response.fields().has("WWW-Authenticate"),
              response + " without WWW-Authenticate")),

  /// RFC 9112 §6.2: a message has one way to tell its length.
  CONTENT_LENGTH_AND_TRANSFER_ENCODING(
      "http1.response.content-length-and-transfer-encoding",
      "Content-Length or Transfer-Encoding, never both",
      (_, response) ->
          when(
              response.fields().has("Content-Length") && response.fields().has("Transfer-Encoding"),
              response + " with both fields")),

  /// RFC 9112 §4: the space after the code stays when the reason phrase is left out.
  STATUS_LINE(
      "http1.response.status-line",
      "a status line of version, space, three digits, space and perhaps a reason",
      (_, response) ->
          when(
              !response.statusLine().matches("HTTP/\\d\\.\\d \\d{3} [\\t\\x20-\\x7e\\x80-\\xff]*"),
              "“" + response + "”")),

  /// RFC 9112 §6.1, RFC 9110 §9.3.6: what follows a 2xx to CONNECT is a tunnel, not content.
  CONNECT_FRAMING(
      "http1.response.connect-framing",
      "neither Content-Length nor Transfer-Encoding in a 2xx to CONNECT",
      (method, response) ->
          when(
              method.equals("CONNECT")
                  && response.isSuccess()
                  && (response.fields().has("Content-Length")
                      || response.fields().has("Transfer-Encoding")),
              response + " with a length: " + response.head())),

  /// RFC 9112 §5.1: a name and its colon, with nothing between them.
  FIELD_NAMES(
      "http1.response.field-names",
      "field lines with a token and a colon right behind it",
      (_, response) ->
          line(response, line -> !isFolded(line) && !Formats.TOKEN.matcher(line.name()).matches())),

  /// RFC 9112 §5.2: nobody may send a value on two lines any more.
  FOLD(
      "http1.response.fold",
      "every field on one line",
      (_, response) -> line(response, Http1Rule::isFolded)),

  /// RFC 9112 §2.1, §2.2: every line of a head ends in CR LF, and a CR stands nowhere else.
  LINE_ENDS(
      "http1.response.line-ends",
      "CR LF at the end of each line of the head, and neither of them elsewhere",
      (_, response) ->
          when(
              Formats.BARE.matcher(response.head().latin1()).find(),
              "another line end in “" + response.head().printable() + "”")),

  /// RFC 9110 §5.3: a field that is no list stands on one line.
  SINGLETON_FIELDS(
      "http1.response.singleton-fields",
      "at most one line of each field that is no list",
      (_, response) ->
          Formats.SINGLETONS.stream()
              .filter(name -> response.fields().all(name).size() > 1)
              .findFirst()
              .map(name -> response + " with " + name + ": " + response.fields().all(name))),

  /// RFC 9110 §5.6.7: three formats are read, one is written.
  DATE_FORMAT(
      "http1.response.date-format",
      "dates such as Sun, 06 Nov 1994 08:49:37 GMT",
      (_, response) ->
          Stream.of("Date", "Last-Modified")
              .flatMap(name -> response.fields().all(name).stream())
              .filter(date -> !Formats.IMF_FIXDATE.matcher(date).matches())
              .findFirst()
              .map(date -> "“" + Octets.latin1(date).printable() + "”")),

  /// RFC 9110 §8.3: content whose type the sender knows is labelled with it.
  CONTENT_TYPE(
      "http1.response.content-type",
      "a Content-Type with content",
      (_, response) ->
          when(
              !response.body().isEmpty() && !response.fields().has("Content-Type"),
              response + " with " + response.body().size() + " octets of no type")),

  /// RFC 9112 §6.1: 1xx and 204 have no content that could be coded.
  BODILESS_TRANSFER_ENCODING(
      "http1.response.bodiless-transfer-encoding",
      "no Transfer-Encoding in 1xx and 204",
      (_, response) ->
          when(
              hasNoBody(response) && response.fields().has("Transfer-Encoding"),
              response + " with Transfer-Encoding")),

  /// RFC 9110 §8.6: 1xx and 204 have no content that could have a length.
  BODILESS_CONTENT_LENGTH(
      "http1.response.bodiless-content-length",
      "no Content-Length in 1xx and 204",
      (_, response) ->
          when(
              hasNoBody(response) && response.fields().has("Content-Length"),
              response + " with Content-Length")),

  /// RFC 9110 §15.3.6: 205 tells the client to reset its form, and nothing else.
  RESET_CONTENT(
      "http1.response.reset-content",
      "205 without content",
      (_, response) ->
          when(
              response.status() == 205 && !response.body().isEmpty(),
              response + " with " + response.body().size() + " octets of content")),

  /// RFC 9112 §6.3: a client cannot tell the end of such a response from a broken connection.
  LENGTH_DELIMITED(
      "http1.response.length-delimited",
      "a response that says where it ends",
      (_, response) ->
          when(
              response.framing() == Http1Response.Framing.UNTIL_CLOSE
                  && response.version().equals("HTTP/1.1"),
              response + " that ends with its connection"));

  /// Looks at one response to a request with the given method.
  @FunctionalInterface
  private interface Look {
    Optional<String> flaw(String method, Http1Response response);
  }

  private final String id;
  private final String expected;
  private final Look look;

  Http1Rule(String id, String expected, Look look) {
    this.id = id;
    this.expected = expected;
    this.look = look;
  }

  /// The id of the rule's own spec.
  public String id() {
    return id;
  }

  /// Holds a final response, and the interim ones before it, to every rule.
  public static List<Violation> breaches(String method, Http1Response response) {
    var breaches = new ArrayList<Violation>();
    for (Http1Rule rule : values()) {
      Stream.concat(response.interim().stream(), Stream.of(response))
          .flatMap(each -> rule.look.flaw(method, each).stream())
          .forEach(saw -> breaches.add(new Violation(rule.id, rule.expected, saw)));
    }
    return breaches;
  }

  private static boolean hasNoBody(Http1Response response) {
    return response.status() / 100 == 1 || response.status() == 204;
  }

  private static boolean isFolded(FieldLine line) {
    int first = line.raw().at(0);
    return first == ' ' || first == '\t';
  }

  private static Optional<String> line(Http1Response response, Predicate<FieldLine> wrong) {
    return response.fields().lines().stream()
        .filter(wrong)
        .findFirst()
        .map(line -> "“" + line.raw().printable() + "”");
  }

  private static Optional<String> when(boolean broken, String saw) {
    return broken ? Optional.of(saw) : Optional.empty();
  }

  private static final class Formats {
    static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    static final Pattern BARE = Pattern.compile("(?<!\\r)\\n|\\r(?!\\n)");
    static final Pattern IMF_FIXDATE =
        Pattern.compile(
            "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d"
                + " (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} \\d\\d:\\d\\d:\\d\\d"
                + " GMT");
    static final List<String> SINGLETONS =
        List.of(
            "Age", "Content-Length", "Content-Type", "Date", "ETag", "Last-Modified", "Location");
  }
}
