package dev.wireproof.wire.http1;

import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Octets;
import java.util.List;
import java.util.Optional;

/// A response with every octet that it had (RFC 9112 §4, §6, §7).
///
/// @param version as in the status line, such as `HTTP/1.1`
/// @param head status line, field lines and the empty line, as they came
/// @param framing how the end of the body was found
/// @param rawBody the body as it travelled, with the chunk framing if there was any
/// @param body the content
/// @param trailers the trailer section of a chunked body
/// @param interim the 1xx responses that came before it
public record Http1Response(
    String version,
    int status,
    String statusLine,
    FieldLines fields,
    Octets head,
    Framing framing,
    Octets rawBody,
    Octets body,
    FieldLines trailers,
    List<Http1Response> interim) {

  /// How the end of a response body is known (RFC 9112 §6.3).
  public enum Framing {
    /// The status or the request's method rules a body out.
    NO_BODY,
    CONTENT_LENGTH,
    CHUNKED,
    UNTIL_CLOSE;

    /// In the order of RFC 9112 §6.3.
    static Framing of(String method, int status, FieldLines fields) {
      if (method.equals("HEAD") || status / 100 == 1 || status == 204 || status == 304) {
        return NO_BODY;
      }
      if (method.equals("CONNECT") && status / 100 == 2) {
        return NO_BODY;
      }
      List<String> codings = fields.members("Transfer-Encoding");
      if (!codings.isEmpty()) {
        return codings.getLast().equals("chunked") ? CHUNKED : UNTIL_CLOSE;
      }
      return fields.has("Content-Length") ? CONTENT_LENGTH : UNTIL_CLOSE;
    }
  }

  public Optional<String> field(String name) {
    return fields.first(name);
  }

  /// Whether the peer said that it closes the connection after this response.
  public boolean announcesClose() {
    return fields.members("Connection").contains("close");
  }

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  public boolean isClientError() {
    return status / 100 == 4;
  }

  /// `200 OK`: the status line without the version, safe to show.
  public String statusWords() {
    return Octets.latin1(statusLine.substring(statusLine.indexOf(' ') + 1)).printable();
  }

  /// The head, for people.
  Decoded decoded() {
    return Decoded.message(statusWords()).with(field("Content-Type").orElse(""));
  }

  /// This head with its body.
  Http1Response with(Framing how, Octets raw, Octets content, FieldLines trailerSection) {
    return new Http1Response(
        version, status, statusLine, fields, head, how, raw, content, trailerSection, interim);
  }

  Http1Response after(List<Http1Response> interimResponses) {
    return new Http1Response(
        version,
        status,
        statusLine,
        fields,
        head,
        framing,
        rawBody,
        body,
        trailers,
        List.copyOf(interimResponses));
  }

  @Override
  public String toString() {
    return Octets.latin1(statusLine).printable();
  }
}
