package dev.wireproof.specs.http1;

import static dev.wireproof.harness.http1.Expectation.refusal;
import static dev.wireproof.harness.http1.Expectation.success;
import static dev.wireproof.harness.spec.Property.FRAMING;
import static dev.wireproof.harness.spec.Property.ROBUSTNESS;
import static dev.wireproof.harness.spec.Slug.HTTP1;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.harness.http1.Http1Upload;
import dev.wireproof.harness.http1.Http1Wire;
import dev.wireproof.harness.spec.Case;
import dev.wireproof.harness.spec.Must;
import dev.wireproof.harness.spec.Topic;

/// Where a body ends when Content-Length says so (RFC 9112 §6.2, §6.3; RFC 9110 §8.6).
@Topic(HTTP1)
class ContentLengthSpec {

  @Must(
      id = "http1.framing.content-length-conflict",
      claim = "two Content-Lengths that differ are refused, and the connection is closed",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS},
      lectures = 22)
  void differingContentLengthsAreRefused(Http1Wire wire, Http1Upload upload) {
    wire.control(upload.request().withBody("hello"));
    wire.send(upload.request().withBody("hello").with("Content-Length", "6"))
        .expect(refusal(400))
        .expectClosed();
  }

  @Must(
      id = "http1.framing.content-length-invalid",
      claim = "a Content-Length that is no decimal number is refused",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS},
      lectures = 22,
      cases = BadLength.class)
  void invalidContentLengthIsRefused(Http1Wire wire, Http1Upload upload, BadLength length) {
    wire.control(upload.request().withBody("hello"));
    wire.send(upload.request().withBody("hello").replacing("Content-Length", length.value))
        .expect(refusal(400, 413))
        .expectClosed();
  }

  /// Values that are not 1*DIGIT (RFC 9110 §8.6), or overflow every counter.
  enum BadLength implements Case {
    PLUS_SIGN("+5"),
    MINUS_SIGN("-5"),
    HEXADECIMAL("0x5"),
    BLANK_INSIDE("5 5"),
    UNDERSCORE("5_0"),
    EMPTY(""),
    BEYOND_64_BITS("18446744073709551621");

    private final String value;

    BadLength(String value) {
      this.value = value;
    }
  }

  @Must(
      id = "http1.framing.content-length-and-transfer-encoding",
      claim = "Content-Length beside Transfer-Encoding is refused, or read as chunked and closed",
      rfc = "9112#6.1",
      proves = {FRAMING, ROBUSTNESS},
      lectures = {22, 47})
  void bothLengthsEndTheConnection(Http1Wire wire, Http1Upload upload) {
    wire.control(upload.request().withBody("hello"));
    wire.send(upload.request().withChunks("hello").with("Content-Length", "3"))
        .expect(refusal(400).or(success()))
        .expectClosed();
  }

  @Must(
      id = "http1.framing.unread-body-is-not-a-request",
      claim = "the body of a GET is read or the connection closed; it is never taken for a request",
      rfc = "9112#9.3",
      proves = {FRAMING, ROBUSTNESS},
      lectures = {5, 22})
  void bodyOfGetIsNotARequest(Http1Wire wire) {
    String smuggled = "GET /smuggled-by-wireproof HTTP/1.1\r\nHost: localhost\r\n\r\n";
    wire.control(get("/"));
    wire.send(get("/").withBody(smuggled)).expect(success().or(refusal(400, 413)));
    wire.expectSilenceOrClose("nothing, or a close: the body is no request of its own");
  }
}
