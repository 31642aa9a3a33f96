package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.rejection;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;

import dev.wireproof.clients.http1.Http1Echo;
import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.wire.http1.Http1Request;

/// Fields after a chunked body (RFC 9112 §7.1.2, RFC 9110 §6.5).
class TrailerSpec {

  private static final int MORE_THAN_MOST_TAKE = 256 * 1024;

  @Must(
      id = "http1.trailer.not-merged",
      claim = "a field after the body is never taken for one of the fields before it",
      rfc = "9110#6.5.1",
      proves = {FRAMING, ROBUSTNESS},
      cases = Late.class)
  void trailerIsNoHeader(Http1Wire wire, Http1Echo echo, Late field) {
    wire.requireControl(echo.upload().withChunks("hello"));
    wire.send(hello(echo.upload(), field.name + ": " + field.value))
        .expect(rejection().or(echo.showsNo(field.name, field.value)));
  }

  /// Fields that decide something when they come in time.
  enum Late implements Case {
    AUTHORIZATION("Authorization", "Basic bGF0ZTpsYXRl"),
    COOKIE("Cookie", "late=1"),
    CONTENT_LENGTH("Content-Length", "1"),
    UNKNOWN("X-Wireproof", "late");

    private final String name;
    private final String value;

    Late(String name, String value) {
      this.name = name;
      this.value = value;
    }
  }

  @Must(
      id = "http1.trailer.too-large",
      claim = "a trailer section larger than the server reads is refused with a 4xx",
      rfc = "9110#5.4",
      proves = {ERROR_HANDLING, ROBUSTNESS})
  void hugeTrailerIsRefused(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(hello(upload.request(), "X-Wireproof: " + "a".repeat(MORE_THAN_MOST_TAKE)))
        .expect(
            refusal(431, 400, 413).unless(success(), "the server reads trailers of 256 KiB too"));
  }

  @Should(
      id = "http1.trailer.malformed",
      claim = "a line that is not a field is refused in a trailer section too",
      rfc = "9112#7.1.2",
      proves = {FRAMING, ROBUSTNESS},
      cases = NoField.class)
  void malformedTrailerIsRefused(Http1Wire wire, Http1Upload upload, NoField line) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(hello(upload.request(), line.text)).expect(upload.refusal(400));
  }

  /// Lines that no header section may have either.
  enum NoField implements Case {
    WITHOUT_A_COLON("wireproof"),
    BLANK_BEFORE_COLON("X-Wireproof : 1"),
    WITHOUT_A_NAME(": 1");

    private final String text;

    NoField(String text) {
      this.text = text;
    }
  }

  private static Http1Request hello(Http1Request upload, String trailer) {
    return upload.withChunks().carrying("5\r\nhello\r\n0\r\n" + trailer + "\r\n\r\n");
  }
}
