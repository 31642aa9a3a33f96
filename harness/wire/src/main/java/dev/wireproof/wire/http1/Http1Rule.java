package dev.wireproof.wire.http1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
              response + " with a length: " + response.head()));

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
  public static List<Breach> breaches(String method, Http1Response response) {
    var breaches = new ArrayList<Breach>();
    for (Http1Rule rule : values()) {
      Stream.concat(response.interim().stream(), Stream.of(response))
          .flatMap(each -> rule.look.flaw(method, each).stream())
          .forEach(saw -> breaches.add(new Breach(rule.id, rule.expected, saw)));
    }
    return breaches;
  }

  private static Optional<String> when(boolean broken, String saw) {
    return broken ? Optional.of(saw) : Optional.empty();
  }
}
