package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.rejection;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.NOWHERE;
import static dev.wireproof.specs.http1.Http1Controls.requirePipeline;
import static dev.wireproof.specs.http1.Http1Controls.requirePipelining;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.request;

import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

/// Where a body ends when Content-Length says so (RFC 9112 §6.2, §6.3; RFC 9110 §8.6).
class ContentLengthSpec {

  @Must(
      id = "http1.framing.content-length-conflict",
      claim = "two Content-Lengths that differ are refused, and the connection is closed",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS})
  void differingContentLengthsAreRefused(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withBody("hello"));
    wire.send(upload.request().withBody("hello").with("Content-Length", "6"))
        .expect(refusal(400))
        .expectClosed();
  }

  @Must(
      id = "http1.framing.content-length-invalid",
      claim = "a Content-Length that is not a decimal number is refused",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS},
      cases = BadLength.class)
  void invalidContentLengthIsRefused(Http1Wire wire, Http1Upload upload, BadLength length) {
    wire.requireControl(upload.request().withBody("hello"));
    wire.send(upload.request().withBody("hello").replacing("Content-Length", length.value));
    if (length == BadLength.BEYOND_64_BITS) {
      // a valid number: to wait for so much is right, and only an answer to five octets is not
      wire.expect(refusal(400, 413).or(waiting()), wire.meanwhile());
    } else {
      wire.expect(refusal(400, 413)).expectClosed();
    }
  }

  private static Expectation<Seen> waiting() {
    return Expectation.of(
        "nothing, while the rest of the body is awaited",
        seen -> seen instanceof Seen.Silence(_, var partial) && partial.isEmpty());
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
      proves = {FRAMING, ROBUSTNESS})
  void bothLengthsEndTheConnection(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withBody("hello"));
    wire.send(upload.request().withChunks("hello").with("Content-Length", "3"))
        .expect(rejection().or(success()))
        .expectClosed();
  }

  @Must(
      id = "http1.framing.unread-body-is-not-a-request",
      claim = "the body of a GET is read or the connection closed; it is never taken for a request",
      rfc = "9112#9.3",
      proves = {FRAMING, ROBUSTNESS})
  void bodyOfGetIsNotARequest(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").withBody(Smuggling.REQUEST)).expect(success().or(rejection()));
    wire.expectSilenceOrClose("nothing, or a close: the body is not a request of its own");
  }

  @Must(
      id = "http1.framing.content-length-list",
      claim =
          "one Content-Length with two values that differ is refused, and the connection closed",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS})
  void listOfLengthsIsRefused(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withBody("hello"));
    wire.send(upload.request().withBody("hello").replacing("Content-Length", "5, 6"))
        .expect(refusal(400))
        .expectClosed();
  }

  @Must(
      id = "http1.framing.content-length-repeated",
      claim = "the same Content-Length twice is refused, or counts once",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS},
      cases = Twice.class)
  void repeatedLengthCountsOnce(Http1Wire wire, Http1Upload upload, Twice twice) {
    wire.requireControl(upload.request().withBody("hello"));
    wire.send(upload.request().withBody("hello").replacing("Content-Length", twice.value))
        .expect(success().or(rejection()))
        .expectNextServed();
  }

  /// Two ways to say 5 twice.
  enum Twice implements Case {
    IN_ONE_LINE("5, 5"),
    IN_TWO_LINES("5\r\nContent-Length: 5");

    private final String value;

    Twice(String value) {
      this.value = value;
    }
  }

  @Must(
      id = "http1.framing.content-length-leading-zeros",
      claim = "zeros before a Content-Length are refused, or change nothing",
      rfc = "9110#8.6",
      proves = {FRAMING, ROBUSTNESS})
  void leadingZerosChangeNothing(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withBody("0123456789"));
    wire.send(upload.request().withBody("0123456789").replacing("Content-Length", "010"))
        .expect(success().or(rejection()))
        .expectNextServed();
  }

  @Must(
      id = "http1.framing.post-without-length",
      claim = "a request without Content-Length and Transfer-Encoding has no body",
      rfc = "9112#6.3",
      proves = {FRAMING, KEEPALIVE})
  void withoutLengthThereIsNoBody(Http1Wire wire, Http1Upload upload) {
    requirePipelining(wire);
    requirePipeline(wire, upload.request().withBody("hello"), get("/"));
    Http1Response first =
        wire.send(upload.request(), get("/"))
            .expectResponse(
                response(
                    "2xx, or a 4xx such as 411",
                    response -> response.isSuccess() || response.isClientError()));
    if (first.announcesClose()) {
      wire.expectClosed();
    } else {
      wire.expect(success());
    }
  }

  @Must(
      id = "http1.framing.unread-body-of-other-methods",
      claim = "the body of a DELETE or OPTIONS is never taken for a request",
      rfc = "9112#9.3",
      proves = {FRAMING, ROBUSTNESS},
      cases = Bodiless.class)
  void bodyOfOtherMethodsIsNotARequest(Http1Wire wire, Bodiless method) {
    wire.requireControl(get("/"));
    wire.send(request(method.name(), NOWHERE).withBody(Smuggling.REQUEST))
        .expect(response("a response that is not a server error", ContentLengthSpec::isNoError))
        .expectSilenceOrClose("nothing, or a close: the body is not a request of its own");
  }

  private static boolean isNoError(Http1Response response) {
    return response.status() < 500 || response.status() == 501;
  }

  /// Methods whose requests seldom have a body.
  enum Bodiless implements Case {
    DELETE,
    OPTIONS
  }

  @Must(
      id = "http1.framing.unread-chunks-are-not-a-request",
      claim = "the chunks of a GET are read or the connection closed; they are never a request",
      rfc = "9112#9.3",
      proves = {FRAMING, ROBUSTNESS})
  void chunksOfGetAreNotARequest(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").withChunks(Smuggling.REQUEST))
        .expect(success().or(rejection()))
        .expectSilenceOrClose("nothing, or a close: the chunks are not a request of their own");
  }
}
