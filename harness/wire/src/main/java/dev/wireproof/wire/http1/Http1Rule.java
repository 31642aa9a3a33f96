package dev.wireproof.wire.http1;

import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
      (exchange, response) ->
          when(
              exchange.method().equals("CONNECT")
                  && response.isSuccess()
                  && (response.fields().has("Content-Length")
                      || response.fields().has("Transfer-Encoding")),
              response + " with a length: " + response.head())),

  /// RFC 9112 §5.1: a name and its colon, with nothing between them.
  FIELD_NAMES(
      "http1.response.field-names",
      "field lines with a token and a colon right behind it",
      (_, response) ->
          line(
              response,
              line -> !isFolded(line) && !FieldSyntax.TOKEN.matcher(line.name()).matches())),

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
              FieldSyntax.BARE_LINE_END.matcher(response.head().latin1()).find(),
              "another line end in “" + response.head().printable() + "”")),

  /// RFC 9110 §5.3: a field that is no list stands on one line.
  SINGLETON_FIELDS(
      "http1.response.singleton-fields",
      "at most one line of each field that is no list",
      (_, response) ->
          FieldSyntax.SINGLETONS.stream()
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
              .filter(date -> !FieldSyntax.IMF_FIXDATE.matcher(date).matches())
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
              response + " that ends with its connection")),

  /// RFC 9112 §6.1: a client of HTTP/1.0 does not know chunks.
  CHUNKS_TO_HTTP10(
      "http1.response.chunks-to-http10",
      "no Transfer-Encoding in a response to HTTP/1.0",
      (exchange, response) ->
          when(
              exchange.isHttp10() && response.fields().has("Transfer-Encoding"),
              response
                  + " to "
                  + exchange.method()
                  + " with "
                  + FieldSyntax.shown(response, "Transfer-Encoding"))),

  /// RFC 9110 §15.2: HTTP/1.0 knows no interim response. A switch (101) has a rule of its own.
  INTERIM_TO_HTTP10(
      "http1.expect.http10",
      "no 1xx response to HTTP/1.0",
      (exchange, response) ->
          when(
              exchange.isHttp10() && response.status() / 100 == 1 && response.status() != 101,
              response + " to " + exchange.method() + " in HTTP/1.0")),

  /// RFC 9112 §6.1, §7: chunked comes once and last, and no coding is used that was not asked for.
  TRANSFER_CODINGS(
      "http1.response.transfer-codings",
      "no transfer coding but chunked, applied once",
      (_, response) -> {
        List<String> codings = response.fields().members("Transfer-Encoding");
        return when(
            !codings.isEmpty() && !codings.equals(List.of("chunked")),
            response + " with " + FieldSyntax.shown(response, "Transfer-Encoding"));
      }),

  /// RFC 9110 §8.8.3: a tag stands in quotes, with W/ before them if it is weak.
  ENTITY_TAG(
      "http1.response.entity-tag",
      "entity tags such as \"v1\" or W/\"v1\"",
      (_, response) ->
          response.fields().all("ETag").stream()
              .filter(tag -> !FieldSyntax.ENTITY_TAG.matcher(tag).matches())
              .findFirst()
              .map(tag -> FieldSyntax.shown("ETag", tag))),

  /// RFC 9110 §8.8.2.1: nothing was changed after the moment in which it is sent.
  LAST_MODIFIED(
      "http1.response.last-modified",
      "no Last-Modified later than Date",
      (_, response) -> {
        Optional<String> date = response.field("Date");
        Optional<String> modified = response.field("Last-Modified");
        return when(
            FieldSyntax.isLater(modified, date),
            "Last-Modified: " + modified.orElse("") + " beside Date: " + date.orElse(""));
      }),

  /// RFC 9110 §5.5: NUL and the other controls are no part of a value.
  FIELD_VALUES(
      "http1.response.field-values",
      "field values without control characters",
      (_, response) -> line(response, line -> FieldSyntax.CONTROL.matcher(line.value()).find())),

  /// RFC 9110 §2.2: what is sent matches the grammar of its field.
  VALUE_SYNTAX(
      "http1.response.value-syntax",
      "values that match the grammar of their field",
      (_, response) -> FieldSyntax.malformed(response.fields())),

  /// RFC 9110 §6.5.1: what is needed to read the content does not come after it.
  TRAILER_FIELDS(
      "http1.response.trailer-fields",
      "no field for framing, routing or content in the trailer section",
      (_, response) -> FieldSyntax.misplaced(response.trailers())),

  /// RFC 9112 §6.3: these responses end with their head. Found by what follows on the connection.
  BODILESS_BODY(
      "http1.response.bodiless-body",
      "nothing behind the head of a response to HEAD, or of 204 and 304",
      (_, _) -> Optional.empty()),

  /// RFC 9112 §9.2: one final response to each request. Found by what follows on the connection.
  UNASKED(
      "http1.response.unasked", "nothing behind a complete response", (_, _) -> Optional.empty());

  /// Looks at one response and its request.
  @FunctionalInterface
  private interface Look {
    Optional<String> flaw(Http1Exchange exchange, Http1Response response);
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
  public static List<Violation> breaches(Http1Exchange exchange) {
    var breaches = new ArrayList<Violation>();
    for (Http1Rule rule : values()) {
      Stream.concat(exchange.response().interim().stream().map(exchange::with), Stream.of(exchange))
          .flatMap(each -> rule.look.flaw(each, each.response()).stream())
          .forEach(saw -> breaches.add(rule.violation(saw)));
    }
    return breaches;
  }

  /// The rule, broken by this.
  public Violation violation(String saw) {
    return new Violation(id, expected, saw);
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
}
